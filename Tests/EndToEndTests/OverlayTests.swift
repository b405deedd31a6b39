import Foundation
import Testing

/// `env overlay`, from the shell to an instance.
@Suite("An environment's own values, end to end")
struct OverlayTests {
  @Test("set, listed, brought to the instance by revert, kept by the next promotion, removed without drift")
  func story() async throws {
    let landscape = try Landscape("overlay")
    let workspace = landscape.workspace
    let place = ["alpha", "Code", "/parameters/jsCode"]
    try expect(workspace.admin.run(["env", "overlay", "set", "staging"] + place + ["return ['staging'];"]))
    let listed = try workspace.json(workspace.admin, "env", "overlay", "list", "staging") as? [[String: Any]]
    #expect(listed?.count == 1)
    #expect(listed?.first?["value"] as? String == "return ['staging'];")
    try expect(
      workspace.admin.run("drift", "revert", "alpha", "--env", "staging", "--reason", "its own value"))
    #expect(try await landscape.codeInStaging()["Alpha"] == "return ['staging'];")
    try expect(workspace.admin.run("sync"))
    try expect(workspace.admin.run("drift", "check"))
    #expect(try landscape.isApprovedObserved())

    try await landscape.write("return [1];", to: ["Alpha", "Beta"], in: landscape.development)
    try expect(workspace.admin.run("sync"))
    try landscape.approve(["alpha", "beta"])
    try expect(workspace.admin.run("promote", "run"))
    let code = try await landscape.codeInStaging()
    #expect(code["Alpha"] == "return ['staging'];")
    #expect(code["Beta"] == "return [1];")
    try expect(workspace.admin.run("check"))

    try expect(workspace.admin.run(["env", "overlay", "remove", "staging"] + place))
    try expect(workspace.admin.run("sync"))
    try expect(workspace.admin.run("drift", "check", "--env", "staging"))
    #expect(try landscape.isApprovedObserved())
    #expect(try workspace.isSound())
  }
}
