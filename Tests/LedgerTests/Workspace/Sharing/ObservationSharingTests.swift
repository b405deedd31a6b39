import Foundation
import Git
import Governance
import Testing

@testable import Ledger

@Suite("Observations that machines share")
struct ObservationSharingTests {
  private static let status = "refs/n8n-ops/status/acme/prod"
  private static let jobs = "refs/n8n-ops/jobs/acme"
  private static let sealed = "refs/n8n-ops/sealed/acme"

  @Test(
    "what is observed stands here at once, and on the remote with the next decision or when it is published")
  func published() throws {
    let ledger = try SharedLedger()
    let (one, two) = (try ledger.fetched("one"), try ledger.fetched("two"))
    try ledger.write(["w": "1"], to: "observed/acme/prod", in: one)
    try ledger.replace(Self.status, ["status.json": "1"], in: one)
    #expect(try ledger.git("remote.git", "for-each-ref", "--format=%(refname)") == "refs/heads/main")
    try ledger.write(["a": "1"], in: one)
    #expect(try ledger.refs("one") == ledger.refs("remote.git"))
    try ledger.replace(Self.status, ["status.json": "2"], in: one)
    #expect(try one.publish() == 0)
    #expect(try two.fetch().isEmpty)
    #expect(try ledger.refs("two") == ledger.refs("remote.git"))
    #expect(try ledger.isSound("remote.git") && ledger.isSound("two"))
  }

  @Test("observations go on without the remote, and go there when it is back")
  func cutOff() throws {
    let ledger = try SharedLedger()
    _ = try ledger.fetched("one")
    let alone = try ledger.cutOff("one")
    #expect(throws: OpsError.self) { try alone.fetch() }
    try ledger.write(["w": "1"], to: "observed/acme/prod", in: alone)
    try ledger.replace(Self.jobs, ["a": "1"], in: alone)
    try ledger.replace(Self.sealed, ["values/a": "1"], in: alone)
    #expect(try alone.publish() == 3)
    let back = try ledger.machine("one")
    #expect(try back.fetch().count == 3)
    #expect(try back.publish() == 0)
    #expect(try ledger.refs("one") == ledger.refs("remote.git"))
  }

  @Test("two machines that observed apart: both are kept, and of the same thing the later counts")
  func joined() throws {
    let ledger = try SharedLedger()
    let (one, two) = (try ledger.fetched("one"), try ledger.fetched("two"))
    try ledger.replace(Self.jobs, ["old": "0", "same": "0", "gone": "0"], in: one)
    try ledger.write(["w": "0"], to: "observed/acme/prod", in: one)
    try one.publish()
    try two.fetch()
    try ledger.replace(Self.jobs, ["one": "1", "same": "1"], in: one, after: 10)
    try ledger.write(["w": "1"], to: "observed/acme/prod", in: one, after: 10)
    try ledger.replace(Self.jobs, ["two": "2", "same": "2", "gone": nil], in: two, after: 20)
    try ledger.write(["w": "2"], to: "observed/acme/prod", in: two, after: 20)
    #expect(try one.publish() == 0 && two.publish() == 0)
    #expect(try ledger.remoteFiles(Self.jobs) == ["old": "0", "one": "1", "two": "2", "same": "2"])
    #expect(try ledger.remoteFiles("observed/acme/prod") == ["w": "2"])
    #expect(try ledger.git("remote.git", "rev-list", "--count", "observed/acme/prod") == "3")
    #expect(try one.fetch().isEmpty)
    #expect(try ledger.refs("one") == ledger.refs("two") && ledger.refs("one") == ledger.refs("remote.git"))
  }

  @Test("an earlier observation that comes late does not hide a later one")
  func late() throws {
    let ledger = try SharedLedger()
    let (one, two) = (try ledger.fetched("one"), try ledger.fetched("two"))
    try ledger.write(["w": "late"], to: "observed/acme/prod", in: one, after: 10)
    try ledger.replace(Self.status, ["status.json": "late"], in: one, after: 10)
    try ledger.write(["w": "new"], to: "observed/acme/prod", in: two, after: 20)
    try ledger.replace(Self.status, ["status.json": "new"], in: two, after: 20)
    try two.publish()
    #expect(try one.publish() == 0)
    #expect(try ledger.remoteFiles("observed/acme/prod") == ["w": "new"])
    #expect(try ledger.remoteFiles(Self.status) == ["status.json": "new"])
    #expect(try ledger.refs("one") == ledger.refs("remote.git"))
  }

  @Test("sealed values of two machines are never lost, and go to the remote before what needs them")
  func sealedValues() throws {
    let ledger = try SharedLedger()
    let (one, two) = (try ledger.fetched("one"), try ledger.fetched("two"))
    try ledger.replace(Self.sealed, ["values/a": "1"], in: one)
    #expect(try ledger.remoteFiles(Self.sealed) == ["values/a": "1"])
    try ledger.replace(Self.sealed, ["values/b": "2"], in: two)
    #expect(try ledger.remoteFiles(Self.sealed) == ["values/a": "1", "values/b": "2"])
    try ledger.git("remote.git", "update-ref", "-d", Self.sealed)
    try one.fetch()
    try one.publish()
    #expect(try ledger.remoteFiles(Self.sealed)["values/a"] == "1")
  }

  @Test("values that somebody took away on the remote stay here, and go there again")
  func sealedValuesLost() throws {
    let ledger = try SharedLedger()
    let (one, two) = (try ledger.fetched("one"), try ledger.fetched("two"))
    try ledger.replace(Self.sealed, ["values/a": "1", "values/b": "2"], in: one)
    try two.fetch()
    try ledger.git("remote.git", "update-ref", Self.sealed, "refs/heads/main")
    try two.fetch()
    #expect(try two.publish() == 0)
    let files = try ledger.remoteFiles(Self.sealed)
    #expect(files["values/a"] == "1" && files["values/b"] == "2")
    try one.fetch()
    #expect(try ledger.refs("one") == ledger.refs("remote.git"))
  }

  @Test("snapshots and branches that one machine removes go away on the others")
  func removed() throws {
    let ledger = try SharedLedger()
    let (one, two) = (try ledger.fetched("one"), try ledger.fetched("two"))
    try ledger.write(["w": "1"], to: "observed/acme/prod", in: one)
    let tenant = TenantRoot(try slug("acme"))
    _ = try one.takeSnapshot(
      try recordID(1), of: try slug("prod"), tenant: tenant, reason: "x", as: TestLedger.act())
    try one.publish()
    try two.fetch()
    #expect(try two.snapshots(of: try slug("prod"), tenant: tenant).count == 1)
    try two.remove(try two.ref(named: "refs/tags/" + tenant.snapshotTag(try slug("prod"), try recordID(1))))
    try two.remove(try two.ref(branch: "observed/acme/prod"))
    #expect(try two.publish() == 0)
    #expect(try one.fetch().isEmpty)
    #expect(try ledger.refs("one").split(separator: "\n").count == 1)
  }

  @Test("a shortened history is followed by machines that added nothing")
  func shortened() throws {
    let ledger = try SharedLedger()
    let (one, two) = (try ledger.fetched("one"), try ledger.fetched("two"))
    for number in 0..<4 {
      try ledger.write(["w": "\(number)"], to: "observed/acme/prod", in: one, after: number * 1000)
    }
    try one.publish()
    try two.fetch()
    let start = TestLedger.act().at
    let count = try one.forgetHistory(
      of: try one.ref(branch: "observed/acme/prod"), before: start.adding(seconds: 2500),
      now: start.adding(seconds: 4000), isDryRun: false)
    #expect(count > 0)
    #expect(try one.publish() == 0)
    #expect(try two.fetch().isEmpty)
    #expect(try ledger.refs("two") == ledger.refs("one"))
    #expect(try ledger.git("two", "rev-list", "--count", "observed/acme/prod") == "\(4 - count)")
  }
}
