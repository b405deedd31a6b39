import Foundation
import Testing

/// Instances that do not fit on one page of a list.
@Suite("Large instances")
struct LargeSyncTests {
  @Test("ENV-009 the first sync of 600 workflows has all of them", arguments: ["1.123.81", "2.40.7"])
  func hasAll(release: String) async throws {
    let (workspace, instance) = try large("large", release: release)
    try expect(workspace.admin.run("sync"))
    let names = try files(workspace)
    #expect(names.count == 600)
    let served = Set(try await instance.workflows().compactMap { $0["id"] as? String }.map { "\($0).json" })
    #expect(served == Set(names))

    // Nothing new: nothing is written.
    let before = try tip(workspace)
    try expect(workspace.admin.run("sync"))
    #expect(try tip(workspace) == before)

    // One is deleted, one is changed, one is new: exactly that is seen.
    let some = try await instance.workflows()
    let gone = try #require(some[300]["id"] as? String)
    try await instance.call("DELETE", "workflows/\(gone)")
    try await instance.edit(
      try #require(some[500]["id"] as? String), node: 1, parameter: "jsCode", to: "return [1];")
    let new = try await instance.create(Sample.workflow("Brand new"))
    let report = try workspace.json(workspace.admin, "sync") as? [[String: Any]]
    #expect(report?.first?["added"] as? Int == 1)
    #expect(report?.first?["changed"] as? Int == 1)
    #expect(report?.first?["removed"] as? Int == 1)
    let after = try files(workspace)
    #expect(after.count == 600 && after.contains("\(new).json") && !after.contains("\(gone).json"))
  }

  @Test(
    "ENV-009 a list that breaks on its second page changes nothing",
    arguments: ["html", "truncate:5000", "status:500", "reset-before"])
  func breaks(action: String) async throws {
    // The probe asks for the list too; the fault strikes every page after the first two syncs.
    let (workspace, instance) = try large(
      "breaking", release: "2.40.7", faults: ["GET /workflows \(action) skip=\(Self.pagesBefore) count=200"])
    try expect(workspace.admin.run("sync"))
    let before = try tip(workspace)
    #expect(try files(workspace).count == 600)

    // Whichever page it strikes, the sync is refused as a whole.
    var refused = 0
    for _ in 1...4 where try workspace.admin.run("sync").status != 0 {
      refused += 1
      #expect(try tip(workspace) == before)
      #expect(try files(workspace).count == 600)
    }
    #expect(refused > 0)
    _ = instance
  }

  @Test(
    "ENV-009 a workflow that is deleted while the list is read takes no other with it",
    arguments: ["1.123.81", "2.40.7"])
  func shifts(release: String) async throws {
    // A page is read at once and told late: the deletion falls between the first page and the second.
    let (workspace, instance) = try large(
      "shifting", release: release, faults: ["GET /workflows latency:1000 skip=\(Self.pagesBefore) count=4"])
    let all = Set(try await instance.workflows().compactMap { $0["id"] as? String })
    #expect(all.count == 600)
    let first = try #require(
      (try await instance.call("GET", "workflows?limit=1")["data"] as? [[String: Any]])?.first?["id"]
        as? String)
    let running = try workspace.admin.start(["sync"])
    usleep(500_000)
    try await instance.call("DELETE", "workflows/\(first)")
    let outcome = try running.wait()
    let expected = Set(all.subtracting([first]).map { "\($0).json" })
    if outcome.status == 0 {
      #expect(Set(try files(workspace)).subtracting(["\(first).json"]) == expected)
    } else {
      #expect(try files(workspace) == [])
    }
    try expect(workspace.admin.run("sync"))
    #expect(Set(try files(workspace)) == expected)
  }

  /// Lists that are read whole before the fault begins: by the probe, and by the first sync.
  private static let pagesBefore = 5

  private func large(_ label: String, release: String, faults: [String] = []) throws -> (
    TestWorkspace, Instance
  ) {
    let scratch = try Scratch(label)
    let folder = scratch.url.appendingPathComponent("workflows")
    try Sample.write([Sample.workflow("Sample")], to: folder)
    let instance = try Instance(
      release, in: scratch,
      ["--load", folder.path, "--copies", "600"] + faults.flatMap { ["--fault", $0] })
    var workspace = try TestWorkspace(scratch)
    try workspace.add("production", "production", instance)
    return (workspace, instance)
  }

  private func files(_ workspace: TestWorkspace) throws -> [String] {
    try workspace.scratch.lines(
      workspace.repository, "ls-tree", "--name-only", "observed/acme/production:unmanaged")
  }

  private func tip(_ workspace: TestWorkspace) throws -> [String] {
    try workspace.scratch.lines(workspace.repository, "rev-parse", "observed/acme/production")
  }
}
