import Git
import Governance
import Testing

@testable import Ledger

@Suite("Forgetting")
struct ForgetTests {
  private let ledger: TestLedger
  private let day = 86_400

  init() throws { ledger = try TestLedger() }

  /// The instant so many days after the first act.
  private func after(_ days: Int) -> Instant { TestLedger.act(after: days * day).at }

  private var branch: RefName {
    get throws { try ledger.workspace.ref(branch: "observed/acme/prod") }
  }

  /// One commit a day.
  private func observe(days: Range<Int>) throws {
    for number in days {
      try ledger.commit(
        ["workflows/\(number % 3).json": "\(number)"], to: "observed/acme/prod", after: number * day)
    }
  }

  @Test("the history before the bound goes; what is left has the same content, people, times and messages")
  func history() throws {
    try observe(days: 0..<20)
    let format = "--format=%T %an %ae %at %cn %ct %B"
    let before = try ledger.folder.git("log", format, "observed/acme/prod")
    let count = try ledger.workspace.forgetHistory(
      of: branch, before: after(12), now: after(20), isDryRun: false)
    #expect(count == 11)
    let left = try ledger.folder.git("log", format, "observed/acme/prod")
    #expect(try ledger.folder.git("rev-list", "--count", "observed/acme/prod") == "9")
    #expect(before.hasPrefix(left))
    try ledger.folder.git("fsck", "--strict")
    #expect(
      try ledger.workspace.forgetHistory(of: branch, before: after(12), now: after(20), isDryRun: false) == 0)
  }

  @Test("a dry run counts and leaves the branch where it is")
  func dryRun() throws {
    try observe(days: 0..<20)
    let tip = try ledger.folder.git("rev-parse", "observed/acme/prod")
    #expect(
      try ledger.workspace.forgetHistory(of: branch, before: after(12), now: after(20), isDryRun: true) == 11)
    #expect(try ledger.folder.git("rev-parse", "observed/acme/prod") == tip)
  }

  @Test("nothing is written again for a few commits that are only a little too old")
  func patience() throws {
    try observe(days: 0..<20)
    #expect(
      try ledger.workspace.forgetHistory(of: branch, before: after(1), now: after(20), isDryRun: false) == 0)
  }

  @Test("an environment that did not change for long keeps its state")
  func quiet() throws {
    try observe(days: 0..<3)
    #expect(
      try ledger.workspace.forgetHistory(of: branch, before: after(500), now: after(507), isDryRun: false)
        == 2)
    #expect(try ledger.text("workflows/2.json", on: "observed/acme/prod") == "2")
    #expect(try ledger.text("workflows/0.json", on: "observed/acme/prod") == "0")
  }

  @Test("RET-003 old snapshots go, but for the newest and those that are needed")
  func snapshots() throws {
    try observe(days: 0..<1)
    let environment = try slug("prod")
    for number in 0..<6 {
      _ = try ledger.workspace.takeSnapshot(
        try recordID(number), of: environment, tenant: ledger.tenant, reason: "x",
        as: TestLedger.act(after: number * day))
    }
    func forget(before bound: Int, isDryRun: Bool) throws -> [RecordID] {
      try ledger.workspace.forgetSnapshots(
        of: environment, tenant: ledger.tenant, before: after(bound), except: [try recordID(1)],
        isDryRun: isDryRun
      ).map(\.id)
    }
    #expect(try forget(before: 4, isDryRun: true) == [recordID(3), recordID(2), recordID(0)])
    #expect(try ledger.workspace.snapshots(of: environment, tenant: ledger.tenant).count == 6)
    #expect(try forget(before: 4, isDryRun: false).count == 3)
    let left = try ledger.workspace.snapshots(of: environment, tenant: ledger.tenant).map(\.id)
    #expect(left == [try recordID(5), try recordID(4), try recordID(1)])
    #expect(try forget(before: 100, isDryRun: false) == [recordID(4)])
  }

  @Test("old job records go, foreign files stay")
  func jobs() throws {
    var random = SystemRandomNumberGenerator()
    for number in 0..<5 {
      let at = after(number)
      let record = JobRecord(
        id: RecordID(at: at, using: &random), job: "sync", environment: nil, startedAt: at, finishedAt: at,
        outcome: .done, counts: [:], messages: [])
      try ledger.workspace.record(record, tenant: ledger.tenant, as: TestLedger.act(after: number * day))
    }
    func forget(isDryRun: Bool) throws -> Int {
      try ledger.workspace.forgetJobs(
        of: ledger.tenant, before: after(2), isDryRun: isDryRun, as: TestLedger.act(after: 6 * day))
    }
    #expect(try forget(isDryRun: true) == 2)
    #expect(try ledger.workspace.jobs(of: ledger.tenant).count == 5)
    #expect(try forget(isDryRun: false) == 2)
    #expect(try ledger.workspace.jobs(of: ledger.tenant).map(\.startedAt) == [after(4), after(3), after(2)])
    #expect(try forget(isDryRun: false) == 0)
  }
}
