import Foundation
import Testing

/// Two machines and the remote that they share, by the commands of the program.
@Suite("Shared remotes")
struct RemoteTests {
  @Test("what one machine decides the other one reads, and a remote that is gone refuses decisions by name")
  func decisions() throws {
    let scratch = try Scratch("remote")
    let (first, second) = try machines(scratch, TestWorkspace(scratch))
    try expect(first.run("team", "invite", "x@example.com", "--name", "X"))
    #expect(try second.run("team", "list").output.contains("x@example.com"))
    try expect(second.run("remote", "show"))

    let moved = Program.tool("mv", in: scratch.url)
    try moved.run("remote.git", "away.git")
    let refused = try second.run("team", "invite", "y@example.com", "--name", "Y", "--json")
    let document = try JSONSerialization.jsonObject(with: Data(refused.output.utf8)) as? [String: Any]
    let error = document?["error"] as? [String: Any]
    #expect(refused.status == 1 && error?["code"] as? String == "GIT_UNAVAILABLE", "\(refused.all)")
    #expect((error?["why"] as? String)?.hasPrefix("gone: ") == true)
    let shown = try second.run("remote", "show", "--json")
    let state = try JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? [String: Any]
    #expect(shown.status == 1 && state?["state"] as? String == "gone", "\(shown.all)")
    let listed = try second.run("team", "list")
    #expect(listed.status == 0 && listed.errors.contains("the remote cannot be used (gone"), "\(listed.all)")
    #expect(!listed.output.contains("y@example.com"))
    try moved.run("away.git", "remote.git")
    try expect(second.run("team", "invite", "y@example.com", "--name", "Y"))
    #expect(try first.run("team", "list").output.contains("y@example.com"))
  }

  @Test("a person's commit in the clone is told and refuses decisions until it is pushed")
  func ahead() throws {
    let scratch = try Scratch("remote-ahead")
    let workspace = try TestWorkspace(scratch)
    _ = try machines(scratch, workspace)
    let git = scratch.git.acting(as: "Ada Admin", "ada@example.com")
    try expect(git.run("clone", "--quiet", scratch.path("remote.git"), scratch.path("clone")))
    let program = workspace.admin.with(["N8N_OPS_REPO": scratch.path("clone")])
    try expect(program.run("remote", "set", "origin"))
    try Data("mine".utf8).write(to: scratch.url.appendingPathComponent("clone/NOTES.md"))
    try expect(git.run("-C", scratch.path("clone"), "add", "."))
    try expect(git.run("-C", scratch.path("clone"), "commit", "--quiet", "-m", "Notes"))
    let refused = try program.run("team", "invite", "x@example.com", "--name", "X")
    #expect(
      refused.status == 1 && refused.errors.contains("somebody committed in this clone"), "\(refused.all)")
    #expect(try program.run("remote", "show").status == 2)
    try expect(program.run("remote", "push"))
    try expect(program.run("team", "invite", "x@example.com", "--name", "X"))
    #expect(
      try scratch.lines("remote.git", "log", "--format=%s", "main").prefix(2) == [
        "team: x is developer", "Notes",
      ])
    #expect(try scratch.lines("clone", "status", "--porcelain") == [])
  }

  @Test(
    "PROMO-005 a promotion that one machine runs is left alone by the other until a person gives it to that one"
  )
  func promotions() async throws {
    let landscape = try Landscape("remote-runs", faults: ["PUT /workflows/* latency:60000"])
    let scratch = landscape.scratch
    let (first, second) = try machines(scratch, landscape.workspace)
    try await landscape.write("return [1];", to: ["Alpha", "Beta"], in: landscape.development)
    let plan = ["promote", "plan", "--into", "staging", "alpha", "beta"]
    let planned =
      try landscape.workspace.json(landscape.workspace.developer, words: plan) as? [String: Any]
    let id = try #require((planned?["promotion"] as? [String: Any])?["id"] as? String)
    let reviewer = landscape.workspace.reviewer.with(["N8N_OPS_REPO": scratch.path("second.git")])
    try expect(reviewer.run("promote", "approve", id))

    let running = try first.start(["promote", "run"])
    var isWritten = false
    while !isWritten, running.process.isRunning {
      isWritten = try await landscape.staging.workflows().contains { Sample.code(of: $0) == "return [1];" }
    }
    running.kill()
    let left = try second.run("promote", "run")
    #expect(left.status == 0 && left.output.contains("and left alone"), "\(left.all)")
    let record = "main:state/tenants/acme/promotions/\(id)/promotion.json"
    #expect(try scratch.json("remote.git", record)["status"] as? String == "RUNNING")

    let foreseen = try second.run("promote", "take-over", id, "--note", "it burnt down", "--dry-run")
    #expect(foreseen.status == 0 && foreseen.output.contains("take over \(id)"), "\(foreseen.all)")
    #expect(try second.run("promote", "run").output.contains("and left alone"))
    try expect(second.run("promote", "take-over", id, "--note", "it burnt down"))
    try expect(second.run("promote", "run"))
    let done = try scratch.json("remote.git", record)
    #expect(done["status"] as? String == "COMPLETED" && done["runner"] as? String == "second.git")
    #expect((done["takeOver"] as? [String: Any])?["from"] as? String == "ops.git")
    #expect(try await landscape.codeInStaging()["Beta"] == "return [1];")

    // The one that was taken for dead finds it ended.
    let late = try first.run("promote", "run")
    #expect(late.status == 0 && late.output.contains("Nothing waits"), "\(late.all)")
    try expect(first.run("drift", "check", "--env", "staging"))
    #expect(
      try scratch.lines("remote.git", "for-each-ref", "refs/heads/promotion", "refs/n8n-ops/undo") == [])
    #expect(
      try scratch.lines("remote.git", "rev-parse", "observed/acme/staging")
        == scratch.lines("ops.git", "rev-parse", "observed/acme/staging"))
  }

  /// Two machines for the administrator: the repository of the workspace, and a bare clone of what it shares.
  private func machines(_ scratch: Scratch, _ workspace: TestWorkspace) throws -> (Program, Program) {
    let shared = try SharedRepository(scratch)
    try shared.share(workspace.repository, machine: workspace.repository)
    try expect(workspace.admin.run("remote", "push"))
    try shared.addMachine("second.git")
    return (workspace.admin, workspace.admin.with(["N8N_OPS_REPO": scratch.path("second.git")]))
  }

  @Test(
    "an address with a secret in it, or of a kind that is not spoken, is refused without telling the secret",
    arguments: [
      "https://rosa:SECRET@git.example.com/ops.git",
      "https://SECRETSECRETSECRETSECRET@git.example.com/ops.git",
      "https://git.example.com/ops.git?token=SECRET", "ssh://git:SECRET@git.example.com/ops.git",
      "ftp://git.example.com/ops.git", "git://git.example.com/ops.git",
    ])
  func address(_ url: String) throws {
    let scratch = try Scratch("remote-address")
    let workspace = try TestWorkspace(scratch)
    let refused = try workspace.admin.run("remote", "set", "origin", "--url", url)
    try expect(refused, status: 1)
    #expect(refused.errors.contains("git.example.com") && !refused.all.contains("SECRET"), "\(refused.all)")
    #expect(
      refused.errors.contains(
        url.hasPrefix("http") || url.hasPrefix("ssh") ? "--key env:NAME" : "Use https://"))
    try expect(scratch.git.run("-C", scratch.path(workspace.repository), "remote", "add", "origin", url))
    try expect(workspace.admin.run("remote", "set", "origin"), status: 1)
  }
}
