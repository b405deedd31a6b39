import Governance
import Testing

@testable import Ledger

@Suite("The audit log")
struct AuditTests {
  @Test("it is a reading of the commits and their trailers, newest first")
  func reading() throws {
    let ledger = try TestLedger()
    let job = try recordID(3)
    try ledger.commit(["a": "1"])
    try ledger.workspace.commit(to: ledger.workspace.main, as: TestLedger.act(after: 5, job: job)) {
      (_, edit) throws(OpsError) in
      edit.put([2], at: "a")
      return CommitNote(
        "team", "ada is admin", tenant: ledger.tenant.tenant, action: "team.set", target: "ada")
    }
    let entries = try ledger.workspace.audit(limit: 10)
    #expect(entries.map(\.subject) == ["team: ada is admin", "test: change"])
    let entry = try #require(entries.first)
    #expect(entry.author == TestLedger.ada)
    #expect(entry.at == Instant(seconds: 1_800_000_005))
    #expect((entry.tenant, entry.action, entry.target, entry.job) == ("acme", "team.set", "ada", job.text))
    #expect(!entry.isMerge)
    #expect(try ledger.workspace.audit(limit: 1).count == 1)
  }

  @Test("it is searched by person, action, tenant, target and time")
  func filters() throws {
    let ledger = try TestLedger()
    for (seconds, action, target) in [
      (1, "promotion.run", "x"), (2, "promotion.complete", "y"), (3, "promotions", "x"),
    ] {
      try ledger.workspace.commit(to: ledger.workspace.main, as: TestLedger.act(after: seconds)) {
        (_, edit) throws(OpsError) in
        edit.put([UInt8(seconds)], at: "a")
        return CommitNote("test", action, tenant: ledger.tenant.tenant, action: action, target: target)
      }
    }
    func found(_ filter: AuditFilter) throws -> [String] {
      try ledger.workspace.audit(matching: filter, limit: 10).compactMap(\.action)
    }
    #expect(try found(AuditFilter()) == ["promotions", "promotion.complete", "promotion.run"])
    #expect(try found(AuditFilter(action: "promotion")) == ["promotion.complete", "promotion.run"])
    #expect(try found(AuditFilter(action: "promotion.run")) == ["promotion.run"])
    #expect(try found(AuditFilter(target: "x")) == ["promotions", "promotion.run"])
    #expect(try found(AuditFilter(who: "ADA")).count == 3)
    #expect(try found(AuditFilter(who: "rosa")) == [])
    #expect(try found(AuditFilter(tenant: "other")) == [])
    let (second, third) = (Instant(seconds: 1_800_000_002), Instant(seconds: 1_800_000_003))
    #expect(try found(AuditFilter(since: second, until: third)) == ["promotion.complete"])
    #expect(try ledger.workspace.audit(matching: AuditFilter(target: "x"), limit: 1).count == 1)
  }

  @Test("what people commit by hand is in it too, merges as merges")
  func byHand() throws {
    let ledger = try TestLedger(bare: false)
    try ledger.commit(["a": "1"])
    try ledger.folder.git("checkout", "-q", "-b", "change")
    try ledger.folder.write("2", to: "repository/a")
    try ledger.folder.git("commit", "-qam", "By hand")
    try ledger.folder.git("checkout", "-q", "main")
    try ledger.folder.git("merge", "-q", "--no-ff", "-m", "Merged by hand", "change")
    let entries = try ledger.workspace.audit(limit: 10)
    #expect(entries.first?.subject == "Merged by hand")
    #expect(entries.first?.isMerge == true)
    #expect(entries.first?.action == nil)
    #expect(entries.contains { $0.subject == "By hand" && $0.author.email == "judge@example.org" })
  }

  @Test("GITPROMO-002 a merge of a proposal by hand is about what the proposal is about")
  func mergedByHand() throws {
    let ledger = try TestLedger(bare: false)
    try ledger.commit(["a": "1"])
    let branch = try ledger.workspace.ref(branch: "promotion/acme/1")
    let tip = try #require(try ledger.workspace.mainTree().commit)
    try ledger.workspace.repository.update(branch, from: nil, to: tip, message: "test")
    try ledger.workspace.commit(to: branch, as: TestLedger.act()) { (_, edit) throws(OpsError) in
      edit.put([2], at: "b")
      return CommitNote(
        "promotion", "propose", tenant: ledger.tenant.tenant, action: "promotion.propose", target: "the-id")
    }
    try ledger.folder.git("checkout", "-q", "promotion/acme/1")
    try ledger.folder.write("3", to: "repository/c")
    try ledger.folder.git("add", ".")
    try ledger.folder.git("commit", "-qm", "Reviewer's own")
    try ledger.folder.git("checkout", "-q", "main")
    try ledger.folder.git("merge", "-q", "--no-ff", "-m", "Merged by hand", "promotion/acme/1")
    let entry = try #require(try ledger.workspace.audit(limit: 1).first)
    #expect((entry.subject, entry.isMerge) == ("Merged by hand", true))
    #expect((entry.tenant, entry.action, entry.target) == ("acme", "promotion.merge", "the-id"))
  }

  @Test("a commit of a time that nobody can have stops nothing")
  func absurdTime() throws {
    let ledger = try TestLedger()
    try ledger.commit(["a": "1"])
    let tree = try ledger.folder.git("rev-parse", "main^{tree}")
    let text =
      "tree \(tree)\nauthor E <e@x> 9223372036854775807 +0000\ncommitter E <e@x> 9223372036854775807 +0000\n\nx\n"
    try ledger.folder.write(text, to: "commit")
    let commit = try ledger.folder.git(
      "hash-object", "-t", "commit", "-w", "--literally", ledger.folder("commit"))
    try ledger.folder.git("update-ref", "refs/heads/main", commit)
    #expect(try ledger.workspace.audit(limit: 1).map(\.subject) == ["x"])
  }

  @Test("there is nothing in a new repository")
  func empty() throws {
    #expect(try TestLedger().workspace.audit(limit: 10).isEmpty)
  }
}
