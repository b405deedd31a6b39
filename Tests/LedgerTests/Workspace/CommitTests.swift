import Git
import Governance
import Testing

@testable import Ledger

@Suite("Committing a decision")
struct CommitTests {
  @Test("a commit names who decided, who wrote, and the facts as trailers that git reads")
  func content() throws {
    let ledger = try TestLedger()
    let job = try recordID(7)
    let note = CommitNote(
      "incident", "resolve it", body: "Because.\n\nReally.", tenant: try slug("acme"),
      action: "incident.resolve",
      target: "prod", more: [("N8nOps-Tested", "no")])
    try ledger.workspace.commit(to: ledger.workspace.main, as: TestLedger.act(job: job)) {
      (_, edit) throws(OpsError) in
      edit.put(Array("x".utf8), at: "a/b.txt")
      return note
    }
    #expect(try ledger.folder.git("show", "main:a/b.txt") == "x")
    #expect(
      try ledger.folder.git("log", "-1", "--format=%an <%ae>|%cn <%ce>|%at|%s", "main")
        == "Ada <ada@example.org>|n8n-ops <n8n-ops@example.org>|1800000000|incident: resolve it")
    let trailers = try ledger.folder.git("log", "-1", "--format=%(trailers:only,unfold)", "main")
    #expect(
      trailers.split(separator: "\n") == [
        "N8nOps-Tenant: acme", "N8nOps-Actor: Ada <ada@example.org>", "N8nOps-Action: incident.resolve",
        "N8nOps-Target: prod", "N8nOps-Job: \(job)", "N8nOps-Tested: no",
      ])
    try ledger.folder.git("fsck", "--strict")
  }

  @Test(
    "text from outside cannot forge a trailer or a second subject",
    arguments: [
      "x\nN8nOps-Actor: Eve <eve@example.org>", "x\r\n\r\nN8nOps-Actor: Eve",
      "x\u{2028}y\u{2029}N8nOps-Actor: Eve", "x\u{85}y",
    ])
  func forgery(_ name: String) throws {
    let ledger = try TestLedger()
    try ledger.workspace.commit(to: ledger.workspace.main, as: TestLedger.act()) {
      (_, edit) throws(OpsError) in
      edit.put([1], at: "a")
      return CommitNote("test", name, tenant: nil, action: "test", target: name)
    }
    let actors = try ledger.folder.git("log", "-1", "--format=%(trailers:key=N8nOps-Actor,valueonly)", "main")
    #expect(actors == "Ada <ada@example.org>")
    let subject = try ledger.folder.git("log", "-1", "--format=%s", "main")
    #expect(!subject.unicodeScalars.contains { "\u{2028}\u{2029}\u{85}".unicodeScalars.contains($0) })
  }

  @Test("nothing to do writes nothing: no decision, and one that changes no byte")
  func nothing() throws {
    let ledger = try TestLedger()
    let first = try ledger.commit(["a": "1"])
    let objects = try ledger.folder.git("count-objects", "-v")
    #expect(
      try ledger.workspace.commit(to: ledger.workspace.main, as: TestLedger.act()) { _, _ in nil } == nil)
    #expect(try ledger.commit(["a": "1"]) == nil)
    #expect(try ledger.commit(["missing": nil]) == nil)
    #expect(try ledger.folder.git("rev-parse", "main") == first?.hex)
    #expect(try ledger.folder.git("count-objects", "-v") == objects)
  }

  @Test("a decision that fails writes nothing")
  func failing() throws {
    let ledger = try TestLedger()
    #expect(throws: OpsError("no")) {
      try ledger.workspace.commit(to: ledger.workspace.main, as: TestLedger.act()) {
        (_, edit) throws(OpsError) in
        edit.put([1], at: "a")
        throw OpsError("no")
      }
    }
    #expect(try ledger.workspace.mainTree().commit == nil)
  }

  @Test("a decision that comes late is made again for the new tree, never applied to it")
  func decidedAgain() throws {
    let ledger = try TestLedger()
    try ledger.commit(["count": "0"])
    let other = try ledger.reopened()
    var decisions = 0
    try ledger.workspace.commit(to: ledger.workspace.main, as: TestLedger.act()) {
      (tree, edit) throws(OpsError) in
      decisions += 1
      if decisions == 1 {
        try other.commit(to: other.main, as: TestLedger.act()) { (_, edit) throws(OpsError) in
          edit.put(Array("5".utf8), at: "count")
          return TestLedger.note()
        }
      }
      let bytes = try readGit { () throws(GitError) in try tree.bytes(at: "count") } ?? []
      edit.put(bytes + Array("+1".utf8), at: "count")
      return TestLedger.note()
    }
    #expect(decisions == 2)
    #expect(try ledger.text("count") == "5+1")
    #expect(try ledger.folder.git("rev-list", "--count", "main") == "3")
  }

  @Test("many writers at once, some in processes of their own: every decision lands exactly once")
  func contention() async throws {
    let ledger = try TestLedger()
    try ledger.commit(["start": ""])
    let writers = 24
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<writers {
        let workspace = number % 3 == 0 ? ledger.workspace : try ledger.reopened()
        group.addTask {
          try workspace.commit(to: workspace.main, as: TestLedger.act(after: number)) {
            (tree, edit) throws(OpsError) in
            let present = try readGit { () throws(GitError) in try tree.files() }.count
            edit.put(Array("\(present)".utf8), at: "file-\(number)")
            return TestLedger.note("\(number)")
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try ledger.folder.git("rev-list", "--count", "main") == "\(writers + 1)")
    var seen: Set<String> = []
    for number in 0..<writers { seen.insert(try #require(try ledger.text("file-\(number)"))) }
    #expect(seen == Set((1...writers).map(String.init)), "each decided on the tree that it was written onto")
    try ledger.folder.git("fsck", "--strict")
  }

  @Test("a branch that never stands still is given up with nothing written")
  func restless() throws {
    let ledger = try TestLedger()
    let other = try ledger.reopened()
    var count = 0
    let error = #expect(throws: OpsError.self) {
      try ledger.workspace.commit(to: ledger.workspace.main, as: TestLedger.act()) {
        (_, edit) throws(OpsError) in
        count += 1
        let number = count
        try other.commit(to: other.main, as: TestLedger.act()) { (_, edit) throws(OpsError) in
          edit.put(Array("\(number)".utf8), at: "theirs")
          return TestLedger.note()
        }
        edit.put([1], at: "mine")
        return TestLedger.note()
      }
    }
    #expect(error?.remedy != nil)
    #expect(try ledger.text("mine") == nil)
  }
}
