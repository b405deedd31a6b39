import Git
import Governance
import Ledger
import Testing

@testable import Operations

@Suite("verify: who answers for what should not be there")
struct AcceptanceTests {
  private static let drift = "policies/drift.json"
  private static let roger = Person(name: "Roger Root", email: "roger@example.com")
  private let bench: VerifyBench

  init() throws {
    bench = try VerifyBench(hasKeys: false)
    let path = "state/tenants/acme/team/roger-root.json"
    let admin = Member(name: "Roger Root", email: Self.roger.email, role: .admin)
    try bench.commit(
      [path: String(decoding: try StateCoding.bytes(admin, at: path), as: UTF8.self)], by: VerifyBench.ada)
  }

  private func accept(_ commit: OID, as person: Person) throws -> [Violation] {
    let act = Act(actor: person, at: Instant(seconds: 1_800_000_200), machine: VerifyBench.machine)
    return try AcceptCommit(workspace: bench.workspace, act: act).run(
      commit, reason: "looked at it")
  }

  @Test("an administrator accepts a commit, and verify says who")
  func accepted() throws {
    let commit = try bench.commit([Self.drift: "{}"])
    #expect(try bench.findings() == ["permission \(Self.drift)"])
    #expect(try accept(commit, as: VerifyBench.ada).map(\.rule) == ["permission"])
    #expect(try bench.findings() == [])
    #expect(try bench.accepted() == ["permission ada@example.com"])
    #expect(throws: OpsError.self) { try accept(commit, as: VerifyBench.ada) }
    // It is about that commit alone.
    try bench.commit([Self.drift: "{ }"])
    #expect(try bench.findings() == ["permission \(Self.drift)"])
  }

  @Test("nobody accepts what they did themselves, and nothing that is in order")
  func own() throws {
    let record = "state/tenants/acme/environments/prod/baseline/a.json"
    let commit = try bench.commit([record: "{}"], by: VerifyBench.ada)
    #expect(throws: OpsError.self) { try accept(commit, as: VerifyBench.ada) }
    let fine = try bench.commit([Self.drift: "{}"], by: VerifyBench.ada)
    #expect(throws: OpsError.self) { try accept(fine, as: Self.roger) }
    #expect(try accept(commit, as: Self.roger).count == 1)
    #expect(try bench.findings() == [])
  }

  @Test(
    "the word of who is no administrator, or on a proposal, counts for nothing",
    arguments: [VerifyBench.dev, VerifyBench.vic, VerifyBench.machine])
  func worthless(_ person: Person) throws {
    let commit = try bench.commit(["README.md": "by Vic"], by: VerifyBench.vic)
    let trailer = (Acceptance.trailer, commit.hex)
    try bench.commit([:], by: person, trailers: [trailer])
    try bench.commit([:], by: Self.roger, on: "change/acme/x", trailers: [trailer])
    try bench.merge("change/acme/x", by: person)
    #expect(try bench.findings().contains("permission README.md"))
  }

  @Test(
    "who may not answer for a commit does not say so in the audit log either",
    arguments: [VerifyBench.dev, VerifyBench.vic, VerifyBench.machine])
  func notOnRecord(_ person: Person) throws {
    let commit = try bench.commit(["README.md": "by Vic"], by: VerifyBench.vic)
    let trailers = [("N8nOps-Action", Acceptance.action), (Acceptance.trailer, commit.hex)]
    try bench.commit([:], by: person, trailers: trailers)
    #expect(try bench.findings() == ["permission README.md", "event"])
  }

  @Test("a push is judged by what it brings, whoever would answer for it")
  func push() throws {
    let old = try #require(try bench.workspace.mainTree().commit)
    let commit = try bench.commit(["README.md": "by Vic"], by: VerifyBench.vic)
    let new = try bench.commit([:], by: Self.roger, trailers: [(Acceptance.trailer, commit.hex)])
    #expect(try bench.findings() == [])
    let line = "\(old.hex) \(new.hex) refs/heads/main"
    let update = try #require(VerifyPush.Update(line: line))
    let report = try VerifyPush(workspace: bench.workspace).run([update])
    #expect(report.violations.map(\.rule) == ["permission"])
  }
}
