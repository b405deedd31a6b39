import Git
import Governance
import Ledger
import Testing

@testable import Operations

@Suite("verify: permissions, records and merges")
struct RoleRuleTests {
  private let bench: VerifyBench
  private let folder = "state/tenants/acme"

  init() throws { bench = try VerifyBench(hasKeys: false) }

  @Test(
    "each file asks for its permission (PRD 3.10.2)",
    arguments: [
      ("state/tenants/acme/workflows/a.json", Role.developer),
      ("state/tenants/acme/environments/dev/overlay.json", .admin),
      ("state/tenants/acme/pipelines/a.json", .admin), ("state/tenants/acme/team/eve.json", .admin),
      ("state/tenants/acme/environments/dev/environment.json", .admin),
      ("state/tenants/acme/tenant.json", .admin), ("policies/drift.json", .admin),
      ("policies/roles.json", .admin),
      ("state/platform.json", .admin), ("README.md", .admin),
    ])
  func permissions(_ path: String, _ needed: Role) throws {
    for (person, role) in [
      (VerifyBench.vic, Role.viewer), (VerifyBench.dev, .developer), (VerifyBench.ada, .admin),
    ] {
      let tip = try bench.commit([path: "\(role)"], by: person)
      let parent = try #require(try bench.workspace.repository.commit(tip).parents.first)
      let found = try VerifyCommits(workspace: bench.workspace).run(
        tip: tip, excluding: [parent], as: .main(through: nil)
      ).violations.filter { $0.rule != "readable" }.map { "\($0.rule) \($0.path ?? "")" }
      #expect(found == (role < needed ? ["permission \(path)"] : []), "\(role)")
      try bench.workspace.repository.update(bench.workspace.main, from: tip, to: parent, message: "undo")
    }
  }

  @Test("a violation names commit, person, path and rule")
  func violation() throws {
    let path = "\(folder)/pipelines/delivery.json"
    let commit = try bench.commit([path: "{}"])
    let found = try VerifyCommits(workspace: bench.workspace).run(
      tip: commit, excluding: [], as: .main(through: nil)
    ).violations
    let violation = try #require(found.first)
    #expect(found.count == 1)
    #expect(violation.commit == commit)
    #expect(violation.person == VerifyBench.dev)
    #expect(violation.path == path)
    #expect(violation.problem.contains("configure-pipelines needs admin"))
  }

  @Test("nobody gives themselves a role: the commit before counts")
  func ownRole() throws {
    let path = "\(folder)/team/vic-viewer.json"
    let admin = Member(name: "Vic Viewer", email: VerifyBench.vic.email, role: .admin)
    let text = String(decoding: try StateCoding.bytes(admin, at: path), as: UTF8.self)
    try bench.commit([path: text], by: VerifyBench.vic)
    #expect(try bench.findings() == ["permission \(path)"])
  }

  @Test("roles that cannot be read are told, and those before stay in force")
  func unreadable() throws {
    try bench.commit(["policies/roles.json": "{"], by: VerifyBench.ada)
    try bench.commit(["policies/drift.json": "{}"], by: VerifyBench.dev)
    #expect(try bench.findings() == ["readable policies/roles.json", "permission policies/drift.json"])
  }

  @Test("a stranger may nothing")
  func stranger() throws {
    let eve = Person(name: "Eve", email: "eve@example.com")
    try bench.commit(["\(folder)/workflows/a.json": "{}"], by: eve)
    #expect(try bench.findings() == ["identity", "permission \(folder)/workflows/a.json"])
  }

  @Test("approved content and records are changed by the program or by a merge, not by hand")
  func programOnly() throws {
    let path = "\(folder)/environments/prod/baseline/a.json"
    try bench.commit([path: "1"], by: VerifyBench.dev, committer: VerifyBench.machine, on: "promotion/acme/x")
    try bench.merge("promotion/acme/x")
    try bench.commit([path: "2"], by: VerifyBench.dev, committer: VerifyBench.machine)
    #expect(try bench.findings() == [])
    try bench.commit([path: "3"], by: VerifyBench.ada)
    #expect(try bench.findings() == ["program-only \(path)"])
  }

  @Test(
    "what a person wrote on a branch is no proposal because it was merged",
    arguments: ["x/y", "promotion/acme/x"])
  func selfMade(_ branch: String) throws {
    let baseline = "\(folder)/environments/prod/baseline/a.json"
    let record = "\(folder)/promotions/20260101T000000Z-abcdef/promotion.json"
    try bench.commit([baseline: "1", record: "{}"], by: VerifyBench.dev, on: branch)
    try bench.merge(branch, by: VerifyBench.ada)
    #expect(try bench.findings().sorted() == ["program-only \(baseline)", "program-only \(record)"])
  }

  @Test("who merges answers for what comes in")
  func merger() throws {
    let path = "\(folder)/environments/prod/baseline/a.json"
    try bench.commit([path: "1"], by: VerifyBench.dev, committer: VerifyBench.machine, on: "promotion/acme/x")
    try bench.merge("promotion/acme/x", by: VerifyBench.vic)
    #expect(try bench.findings() == ["permission \(path)"])
  }

  @Test("a change hidden in a merge is found")
  func evilMerge() throws {
    let path = "\(folder)/environments/prod/baseline/a.json"
    let hidden = "\(folder)/environments/prod/baseline/b.json"
    try bench.commit([path: "1"], by: VerifyBench.dev, committer: VerifyBench.machine, on: "promotion/acme/x")
    try bench.commit(["\(folder)/workflows/w.json": "1"])
    try bench.merge("promotion/acme/x", adding: [hidden: "evil"])
    #expect(try bench.findings() == ["program-only \(hidden)", "merge \(hidden)"])
  }

  @Test(
    "a merge that changes what it brings is found, and so is one that leaves it out", arguments: ["2", nil])
  func changedMerge(_ text: String?) throws {
    let path = "\(folder)/environments/prod/baseline/a.json"
    try bench.commit([path: "1", "\(folder)/environments/prod/baseline/b.json": "1"], on: "promotion/acme/x")
    try bench.merge("promotion/acme/x", adding: [path: text])
    #expect(try bench.findings().contains("merge \(path)"))
  }

  @Test("ADMIN-002 what a commit says was done, it did: nobody makes up an event for the audit log")
  func madeUpEvent() throws {
    let event = [("N8nOps-Action", "promotion.complete"), ("N8nOps-Target", "20260101T000000Z-abcdef")]
    try bench.commit([:], by: VerifyBench.vic, on: "promotion/acme/x", trailers: event)
    #expect(try bench.findingsOfProposal("promotion/acme/x") == ["event"])
    try bench.commit([:], by: VerifyBench.vic, on: "plain")
    try bench.merge("plain", by: VerifyBench.vic)
    #expect(try bench.findings() == [])
    try bench.commit([:], by: VerifyBench.vic, on: "other")
    try bench.merge("other", by: VerifyBench.vic, trailers: event)
    try bench.commit([:], by: VerifyBench.ada, trailers: event)
    #expect(try bench.findings() == ["event", "event"])
  }

  @Test("a conflict may be resolved by who has the permission")
  func resolution() throws {
    let path = "\(folder)/workflows/w.json"
    try bench.commit([path: "0"])
    try bench.commit([path: "theirs"], on: "change/acme/x")
    try bench.commit([path: "ours"])
    try bench.merge("change/acme/x", by: VerifyBench.dev, adding: [path: "both"])
    #expect(try bench.findings() == [])
  }

  @Test("a resolved incident is not rewritten or removed, whoever asks", arguments: ["{}", nil])
  func closedIncident(_ text: String?) throws {
    let id = try #require(RecordID("20261124T174015Z-k3f9qz"))
    var incident = Incident(
      id: id, environment: try #require(Slug("prod")), severity: .high, openedAt: Instant(seconds: 1),
      expiresAt: nil, findings: [], events: [])
    let path = bench.tenant.incident(id)
    let program = VerifyBench.machine
    func file() throws -> String {
      String(decoding: try StateCoding.bytes(incident, at: path), as: UTF8.self)
    }
    try bench.commit([path: try file()], by: program)
    incident.resolve(.accepted, by: VerifyBench.ada, at: Instant(seconds: 2), note: "fine")
    try bench.commit([path: try file()], by: program)
    #expect(try bench.findings() == [])
    try bench.commit([path: text], by: program)
    #expect(try bench.findings() == ["closed-record \(path)"])
  }
}
