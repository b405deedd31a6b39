import Git
import Governance
import JSON
import Testing

@testable import Ledger

@Suite("Jobs, snapshots and the undo log")
struct RecordsTests {
  private func job(_ number: Int) throws -> JobRecord {
    JobRecord(
      id: try recordID(number), job: "sync", environment: try slug("prod"),
      startedAt: Instant(seconds: number),
      finishedAt: Instant(seconds: number + 1), outcome: .done, counts: ["added": number], messages: [])
  }

  @Test("ENV-013 job records are read newest first and keep no history")
  func jobs() throws {
    let ledger = try TestLedger()
    for number in [2, 1, 3] {
      try ledger.workspace.record(try job(number), tenant: ledger.tenant, as: TestLedger.act(after: number))
    }
    #expect(
      try ledger.workspace.jobs(of: ledger.tenant).map(\.id) == [
        try recordID(3), try recordID(2), try recordID(1),
      ])
    #expect(try ledger.folder.git("rev-list", "--count", ledger.tenant.jobsRef) == "1")
  }

  @Test("ENV-013 they are bounded: the oldest go")
  func bounded() throws {
    let ledger = try TestLedger()
    let ref = try ledger.workspace.ref(named: ledger.tenant.jobsRef)
    try ledger.workspace.replace(ref, as: TestLedger.act()) { (_, edit) throws(OpsError) in
      for number in 1...505 {
        guard let record = try? job(number) else { continue }
        try edit.put(record, at: "\(record.id).json")
      }
      return TestLedger.note()
    }
    try ledger.workspace.record(try job(600), tenant: ledger.tenant, as: TestLedger.act(after: 1))
    let jobs = try ledger.workspace.jobs(of: ledger.tenant)
    #expect(jobs.count == 500)
    #expect(jobs.first?.id == (try recordID(600)))
    #expect(jobs.last?.id == (try recordID(7)))
  }

  @Test("SNAP-003 SNAP-004 SNAP-005 a snapshot is an annotated tag on what was observed, with who and why")
  func snapshot() throws {
    let ledger = try TestLedger()
    let prod = try slug("prod")
    let observed = try #require(
      try ledger.commit(["workflows/a.json": "{}"], to: ledger.tenant.observedBranch(prod)))
    let ids = [try recordID(1), try recordID(2)]
    for (number, id) in ids.enumerated() {
      let tag = try ledger.workspace.takeSnapshot(
        id, of: prod, tenant: ledger.tenant, reason: "before\nall", as: TestLedger.act(after: number))
      #expect(tag.commit == observed)
    }
    try ledger.commit(["workflows/a.json": nil], to: ledger.tenant.observedBranch(prod), after: 9)
    let snapshots = try ledger.workspace.snapshots(of: prod, tenant: ledger.tenant)
    #expect(snapshots.map(\.id) == ids.reversed())
    #expect(
      snapshots.allSatisfy {
        $0.commit == observed && $0.reason == "before all" && $0.takenBy == TestLedger.ada
      })
    #expect(try ledger.workspace.snapshots(of: try slug("dev"), tenant: ledger.tenant).isEmpty)
    let name = ledger.tenant.snapshotTag(prod, ids[0])
    #expect(try ledger.folder.git("cat-file", "-t", name) == "tag")
    #expect(try ledger.folder.git("show", "\(name):workflows/a.json") == "{}")
    try ledger.folder.git("fsck", "--strict")
  }

  @Test("SNAP-001 of what was never synced there is none")
  func nothingToTake() throws {
    let ledger = try TestLedger()
    let error = #expect(throws: OpsError.self) {
      try ledger.workspace.takeSnapshot(
        try recordID(1), of: try slug("prod"), tenant: ledger.tenant, reason: "", as: TestLedger.act())
    }
    #expect(error?.remedy == "n8n-ops sync --env prod")
  }

  @Test("a tag of somebody else below that name is no snapshot and stops nothing")
  func foreignTag() throws {
    let ledger = try TestLedger()
    let prod = try slug("prod")
    try ledger.commit(["a": "1"], to: ledger.tenant.observedBranch(prod))
    try ledger.folder.git("tag", "snapshot/acme/prod/mine", "observed/acme/prod")
    try ledger.folder.git("tag", "snapshot/acme/prod/\(try recordID(5))", "observed/acme/prod")
    #expect(try ledger.workspace.snapshots(of: prod, tenant: ledger.tenant).isEmpty)
  }

  @Test("PROMO-005 the undo log holds documents exactly, and goes without a trace in the history")
  func undo() throws {
    let ledger = try TestLedger()
    let id = try recordID(1)
    #expect(try ledger.workspace.undoLog(of: id, tenant: ledger.tenant) == nil)
    let document: JSON = ["id": "1", "staticData": ["x": 1.0], "big": 1_234_567_890_123_456, "none": nil]
    let entries = [
      UndoEntry(workflow: try slug("a"), id: "1", document: document),
      UndoEntry(workflow: try slug("b"), id: nil, document: nil),
    ]
    try ledger.workspace.writeUndoLog(entries, of: id, tenant: ledger.tenant, as: TestLedger.act())
    let kept = try #require(try ledger.workspace.undoLog(of: id, tenant: ledger.tenant))
    #expect(kept[try slug("a")] == entries[0])
    #expect(kept[try slug("b")] == entries[1])
    try ledger.workspace.removeUndoLog(of: id, tenant: ledger.tenant)
    #expect(try ledger.workspace.undoLog(of: id, tenant: ledger.tenant) == nil)
    #expect(try ledger.folder.git("for-each-ref") == "")
  }
}
