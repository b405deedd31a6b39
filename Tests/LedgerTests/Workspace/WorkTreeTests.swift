import Governance
import Testing

@testable import Ledger

@Suite("A repository that is checked out")
struct WorkTreeTests {
  @Test("the work tree follows each commit, and git finds it clean")
  func follows() throws {
    let ledger = try TestLedger(bare: false)
    try ledger.commit(["a.json": "1", "f/b.json": "2"])
    #expect(try ledger.folder.git("status", "--porcelain") == "")
    try ledger.commit(["a.json": "3", "f/b.json": nil, "g/c.json": "4"])
    #expect(try ledger.folder.git("status", "--porcelain") == "")
    #expect(ledger.folder.read("repository/a.json") == "3")
    #expect(ledger.folder.read("repository/f/b.json") == nil)
    #expect(ledger.folder.read("repository/g/c.json") == "4")
  }

  @Test("a changed file in the way stops the commit, and nothing is touched")
  func dirty() throws {
    let ledger = try TestLedger(bare: false)
    let before = try ledger.commit(["a.json": "1", "b.json": "1"])
    try ledger.folder.write("mine", to: "repository/a.json")
    let error = #expect(throws: OpsError.self) { try ledger.commit(["a.json": "2", "b.json": "2"]) }
    #expect(error?.remedy?.contains("stash") == true)
    #expect(try ledger.folder.git("rev-parse", "main") == before?.hex)
    #expect(ledger.folder.read("repository/a.json") == "mine")
    #expect(ledger.folder.read("repository/b.json") == "1")
    #expect(try ledger.folder.git("status", "--porcelain") == "M a.json")
  }

  @Test(
    "a branch that another work tree has checked out is not moved from under it", arguments: [true, false])
  func elsewhere(isBare: Bool) throws {
    let ledger = try TestLedger(bare: isBare)
    let before = try ledger.commit(["a.json": "1"])
    if !isBare { try ledger.folder.git("switch", "--quiet", "--create", "mine") }
    try ledger.folder.git("worktree", "add", "--quiet", ledger.folder("other"), "main")
    let error = #expect(throws: OpsError.self) { try ledger.commit(["a.json": "2"]) }
    #expect(error?.what == "Another work tree has the branch checked out")
    #expect(try ledger.folder.git("rev-parse", "main") == before?.hex)
    try ledger.folder.git("-C", ledger.folder("other"), "switch", "--quiet", "--detach")
    try ledger.commit(["a.json": "2"])
  }

  @Test("a file that Git does not know in the way of a new one stops it as well")
  func untracked() throws {
    let ledger = try TestLedger(bare: false)
    let before = try ledger.commit(["a.json": "1"])
    try ledger.folder.write("mine", to: "repository/new.json")
    #expect(throws: OpsError.self) { try ledger.commit(["new.json": "theirs"]) }
    #expect(try ledger.folder.git("rev-parse", "main") == before?.hex)
    #expect(ledger.folder.read("repository/new.json") == "mine")
  }

  @Test("other changes of the person are left alone")
  func others() throws {
    let ledger = try TestLedger(bare: false)
    try ledger.commit(["a.json": "1", "b.json": "1"])
    try ledger.folder.write("mine", to: "repository/b.json")
    try ledger.folder.write("notes", to: "repository/notes.txt")
    try ledger.commit(["a.json": "2"])
    #expect(try ledger.folder.git("status", "--porcelain") == "M b.json\n?? notes.txt")
    #expect(ledger.folder.read("repository/b.json") == "mine")
  }

  @Test("a branch that is not checked out moves without touching the work tree")
  func otherBranch() throws {
    let ledger = try TestLedger(bare: false)
    try ledger.commit(["a.json": "1"])
    try ledger.commit(["x.json": "1"], to: "observed/acme/prod")
    #expect(ledger.folder.read("repository/x.json") == nil)
    try ledger.folder.git("checkout", "-q", "-b", "mine")
    try ledger.commit(["a.json": "2"])
    #expect(ledger.folder.read("repository/a.json") == "1")
    #expect(try ledger.folder.git("status", "--porcelain") == "")
    #expect(try ledger.text("a.json") == "2")
  }
}
