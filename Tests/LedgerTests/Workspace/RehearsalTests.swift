import Git
import Governance
import Testing

@testable import Ledger

@Suite("A rehearsal")
struct RehearsalTests {
  @Test("what is done in it is told by ref, and the real repository has none of it")
  func changes() throws {
    let ledger = try TestLedger()
    try ledger.commit(["a": "1", "b": "1"])
    try ledger.branch("old")
    let status = try ledger.workspace.ref(named: "refs/n8n-ops/status/acme/prod")
    try put("1", at: status, in: ledger.workspace)
    let before = try state(ledger)

    let scratch = try TestFolder()
    let rehearsal = try Rehearsal(of: ledger.workspace, in: scratch.path)
    let workspace = rehearsal.workspace
    #expect(try rehearsal.changes().isEmpty)
    for number in ["2", "3"] {
      try workspace.commit(to: workspace.main, as: TestLedger.act()) { (_, edit) throws(OpsError) in
        edit.put(Array(number.utf8), at: "a")
        edit.put([1], at: "c/d")
        edit.remove("b")
        return TestLedger.note("step \(number)")
      }
    }
    try workspace.commit(to: try workspace.ref(branch: "proposal"), as: TestLedger.act()) {
      (_, edit) throws(OpsError) in
      edit.put([1], at: "e")
      return TestLedger.note("propose")
    }
    try workspace.remove(try workspace.ref(branch: "old"))
    try put("2", at: status, in: workspace)

    let changes = try rehearsal.changes()
    #expect(
      changes.map { "\($0.fate) \($0.ref.shortName)" } == [
        "updated main", "removed old", "created proposal", "updated \(status.shortName)",
      ])
    #expect(changes[0].commits == ["test: step 2", "test: step 3"])
    #expect(changes[0].files.map { "\($0.fate) \($0.path)" } == ["updated a", "removed b", "created c/d"])
    #expect(changes[2].commits == ["test: propose"] && changes[2].files.map(\.path) == ["e"])
    #expect(changes[3].commits.isEmpty && changes[3].files.map(\.path) == ["s"])
    #expect(try state(ledger) == before)
    try ledger.folder.git("fsck", "--strict")
  }

  @Test("a proposal is told by what it has more than main")
  func proposal() throws {
    let ledger = try TestLedger()
    let main = try #require(try ledger.commit(["a": "1", "b": "1"]))
    let scratch = try TestFolder()
    let rehearsal = try Rehearsal(of: ledger.workspace, in: scratch.path)
    let workspace = rehearsal.workspace
    let proposal = try workspace.ref(branch: "promotion/1")
    try workspace.repository.update(proposal, from: nil, to: main, message: "start")
    try workspace.commit(to: proposal, as: TestLedger.act()) { (_, edit) throws(OpsError) in
      edit.put([1], at: "c")
      return TestLedger.note("propose")
    }
    let change = try #require(try rehearsal.changes().first)
    #expect(change.fate == .created && change.commits == ["test: propose"])
    #expect(change.files.map(\.path) == ["c"])
  }

  @Test("a repository that is not there yet is rehearsed too")
  func new() throws {
    let scratch = try TestFolder()
    let rehearsal = try Rehearsal(of: nil, in: scratch.path)
    try rehearsal.workspace.commit(to: rehearsal.workspace.main, as: TestLedger.act()) {
      (_, edit) throws(OpsError) in
      edit.put([1], at: "a")
      return TestLedger.note()
    }
    #expect(try rehearsal.changes().map { "\($0.fate) \($0.ref.shortName)" } == ["created main"])
  }

  private func put(_ text: String, at ref: RefName, in workspace: Workspace) throws {
    try workspace.replace(ref, as: TestLedger.act()) { (_, edit) throws(OpsError) in
      edit.put(Array(text.utf8), at: "s")
      return TestLedger.note()
    }
  }

  private func state(_ ledger: TestLedger) throws -> String {
    try ledger.folder.git("for-each-ref") + ledger.folder.git("count-objects", "-v")
  }
}
