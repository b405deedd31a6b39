import Foundation
import Testing

/// The version of the layout, and what keeps a repository small, as people and timers call it.
@Suite("Layout and retention")
struct LayoutTests {
  private let scratch: Scratch
  private let workspace: TestWorkspace

  init() throws {
    scratch = try Scratch("layout")
    workspace = try TestWorkspace(scratch)
  }

  /// Commits another version with git alone.
  private func write(version: Int) throws {
    let git = scratch.git.acting(as: "Rosa Reviewer", "rosa@example.com")
    let clone = scratch.path("clone-\(version)")
    try expect(git.run("clone", "--quiet", scratch.path(workspace.repository), clone))
    try "{\"version\": \(version)}\n".write(
      toFile: "\(clone)/state/format.json", atomically: true, encoding: .utf8)
    try expect(git.run("-C", clone, "commit", "--quiet", "-am", "Another layout"))
    try expect(git.run("-C", clone, "push", "--quiet", "origin", "main"))
  }

  @Test(
    "a repository that is newer than the executable is refused by every command, which says what to do",
    arguments: [
      ["check"], ["migrate"], ["migrate", "--dry-run"], ["run"], ["retention", "run"], ["sync"],
      ["audit", "log"],
      ["tenant", "list"], ["tenant", "add", "other"], ["env", "list"], ["promote", "list"],
      ["incident", "list"],
      ["drift", "check"], ["workflow", "list"], ["snapshot", "list"], ["canonical", "matrix"],
      ["pipeline", "list"],
      ["team", "list"], ["site", "build", "--out", "site"],
    ])
  func newer(_ words: [String]) throws {
    try write(version: 99)
    let tip = try scratch.lines(workspace.repository, "for-each-ref")
    let outcome = try workspace.admin.run(words)
    try expect(outcome, status: 1)
    #expect(outcome.errors.contains("newer than this executable"), "\(outcome.all)")
    #expect(outcome.errors.contains("Install a newer n8n-ops"))
    #expect(try scratch.lines(workspace.repository, "for-each-ref") == tip)
  }

  @Test("migrate has nothing to do in a new repository")
  func current() throws {
    let outcome = try workspace.admin.run("migrate")
    try expect(outcome)
    #expect(outcome.output.contains("up to date"))
    let json = try workspace.json(workspace.admin, "migrate", "--dry-run") as? [String: Any]
    let result = json?["result"] as? [String: Any]
    #expect(result?["from"] as? Int == 1 && result?["commit"] is NSNull)
  }

  @Test("RET-006 retention runs by hand, and once a day by itself")
  func retention() throws {
    let dry = try workspace.admin.run("retention", "run", "--dry-run")
    try expect(dry)
    #expect(dry.output.contains("Dry run: nothing is written"))
    let note = scratch.path("\(workspace.repository)/n8n-ops.maintained")
    #expect(!FileManager.default.fileExists(atPath: note))
    let forced = try workspace.json(workspace.admin, "retention", "run", "--force") as? [String: Any]
    #expect(forced?["tidied"] as? Bool == true && forced?["looseObjects"] as? Int == 0)
    #expect(FileManager.default.fileExists(atPath: note))
    try FileManager.default.removeItem(atPath: note)
    let first = try workspace.admin.run("run")
    #expect(first.output.contains("retention of acme: done") && first.output.contains("maintenance: done"))
    let second = try workspace.admin.run("run")
    #expect(!second.output.contains("maintenance"))
    #expect(try workspace.isSound())
  }
}
