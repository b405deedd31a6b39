import Git
import Governance
import Testing

@testable import Ledger

@Suite("Merging a proposal")
struct MergeTests {
  /// Merges as the program does, and as git does in a clone; both have to have the same tree and parents.
  private func expectMergedAsGit(
    base: [String: String], ours: [String: String?], theirs: [String: String?],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let ledger = try prepared(base: base, ours: ours, theirs: theirs)
    try ledger.folder.git("clone", "-q", ledger.folder("repository"), ledger.folder("judge"))
    try ledger.folder.git("merge", "-q", "--no-ff", "-m", "merge", "origin/proposal", in: "judge")
    try merge(ledger)
    for format in ["%T", "%P"] {
      #expect(
        try ledger.folder.git("log", "-1", "--format=\(format)", "main")
          == ledger.folder.git("log", "-1", "--format=\(format)", "main", in: "judge"),
        sourceLocation: sourceLocation)
    }
    try ledger.folder.git("fsck", "--strict")
  }

  private func prepared(base: [String: String], ours: [String: String?], theirs: [String: String?]) throws
    -> TestLedger
  {
    let ledger = try TestLedger()
    try ledger.commit(base)
    try ledger.branch("proposal")
    try ledger.commit(theirs, to: "proposal", after: 1)
    if !ours.isEmpty { try ledger.commit(ours, after: 2) }
    return ledger
  }

  @discardableResult
  private func merge(_ ledger: TestLedger) throws -> OID {
    try ledger.workspace.merge(
      branch: try ledger.workspace.ref(branch: "proposal"), as: TestLedger.act(after: 3),
      note: TestLedger.note("merge"))
  }

  @Test("a branch that is ahead becomes a merge commit all the same")
  func noFastForward() throws {
    try expectMergedAsGit(base: ["a": "1"], ours: [:], theirs: ["a": "2", "b": "1"])
  }

  @Test("both sides moved, in other files")
  func apart() throws {
    try expectMergedAsGit(
      base: ["a": "1", "f/b": "1", "f/c": "1"], ours: ["a": "2", "n": "1"],
      theirs: ["f/b": "2", "f/c": nil, "g/d": "1"])
  }

  @Test("both sides made the same change")
  func same() throws {
    try expectMergedAsGit(
      base: ["a": "1", "b": "1"], ours: ["a": "2", "b": nil, "c": "3"],
      theirs: ["a": "2", "b": nil, "c": "3", "d": "4"])
  }

  @Test("the merge names the person as author, and the facts as trailers")
  func record() throws {
    let ledger = try prepared(base: ["a": "1"], ours: [:], theirs: ["a": "2"])
    let commit = try merge(ledger)
    #expect(try ledger.folder.git("log", "-1", "--format=%an|%cn|%s", commit.hex) == "Ada|Ada|test: merge")
    #expect(
      try ledger.folder.git("log", "-1", "--format=%(trailers:key=N8nOps-Action,valueonly)", commit.hex)
        == "test.change")
  }

  @Test(
    "a file that both changed is a conflict, told by its path, and nothing is written",
    arguments: [
      (["a": "2"], ["a": "3"]), (["a": nil], ["a": "3"]), (["a": "2"], ["a": nil]),
      (["new": "1"], ["new": "2"]),
    ] as [([String: String?], [String: String?])])
  func conflict(_ ours: [String: String?], _ theirs: [String: String?]) throws {
    let ledger = try prepared(base: ["a": "1"], ours: ours, theirs: theirs)
    let before = try ledger.folder.git("rev-parse", "main")
    let error = #expect(throws: OpsError.self) { try merge(ledger) }
    #expect(error?.place == ours.keys.first)
    #expect(error?.remedy != nil)
    #expect(try ledger.folder.git("rev-parse", "main") == before)
  }

  @Test(
    "a file in the place of a folder is a conflict too",
    arguments: [(["a/b": "2"], ["a": "2"]), (["a": "2"], ["a/b": "2"])]
      as [([String: String?], [String: String?])])
  func fileAndFolder(_ ours: [String: String?], _ theirs: [String: String?]) throws {
    let ledger = try prepared(base: ["x": "1"], ours: ours, theirs: theirs)
    let before = try ledger.folder.git("rev-parse", "main")
    #expect(throws: OpsError.self) { try merge(ledger) }
    #expect(try ledger.folder.git("rev-parse", "main") == before)
  }

  @Test("what is merged already is told, and makes no empty merge")
  func again() throws {
    let ledger = try prepared(base: ["a": "1"], ours: [:], theirs: ["a": "2"])
    let first = try merge(ledger)
    #expect(throws: OpsError.self) { try merge(ledger) }
    #expect(try ledger.folder.git("rev-parse", "main") == first.hex)
  }

  @Test("a branch that does not exist is told")
  func missing() throws {
    let ledger = try TestLedger()
    try ledger.commit(["a": "1"])
    let error = #expect(throws: OpsError.self) { try merge(ledger) }
    #expect(error?.place == "refs/heads/proposal")
  }

  @Test("a checked-out main follows the merge, and a changed file in the way stops it")
  func workTree() throws {
    let ledger = try TestLedger(bare: false)
    try ledger.commit(["a": "1"])
    try ledger.branch("proposal")
    try ledger.commit(["a": "2", "b": "1"], to: "proposal")
    try ledger.folder.write("mine", to: "repository/a")
    let before = try ledger.folder.git("rev-parse", "main")
    #expect(throws: OpsError.self) { try merge(ledger) }
    #expect(try ledger.folder.git("rev-parse", "main") == before)
    #expect(ledger.folder.read("repository/b") == nil)
    try ledger.folder.git("checkout", "-q", "--", "a")
    try merge(ledger)
    #expect(try ledger.folder.git("status", "--porcelain") == "")
    #expect(ledger.folder.read("repository/a") == "2")
  }
}
