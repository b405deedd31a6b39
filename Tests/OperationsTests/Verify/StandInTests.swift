import Git
import Governance
import Ledger
import Testing

@testable import Operations

@Suite("Administrators of the platform, and acting for a member")
struct StandInTests {
  private static let paula = Person(name: "Paula Platform", email: "paula@example.com")
  private let bench: VerifyBench

  init() throws {
    bench = try VerifyBench(hasKeys: false)
    try PlatformAdministration(workspace: bench.workspace, act: act(VerifyBench.ada)).add(
      .init(name: Self.paula.name, email: Self.paula.email, signingKeys: []))
  }

  private func act(_ person: Person, for member: Person? = nil) -> Act {
    Act(
      actor: person, at: Instant(seconds: 1_800_000_200), machine: VerifyBench.machine,
      standIn: member.map { StandIn(member: $0, reason: "ticket 17") })
  }

  /// Writes a file as the program does, held to the rules.
  private func write(_ path: String, _ act: Act) throws {
    var workspace = bench.workspace
    workspace.judge = AdmitCommit()
    try workspace.commit(to: workspace.main, as: act) { (_, edit) throws(OpsError) in
      edit.put(Array("{}".utf8), at: path)
      return CommitNote("test", "write", tenant: bench.tenant.tenant, action: "test")
    }
  }

  @Test("PLAT-002 PLAT-003 they change tenants, teams and policies, and nothing else of a tenant")
  func permissions() throws {
    let administration = TenantAdministration(workspace: bench.workspace, act: act(Self.paula))
    try administration.put(
      Member(name: "Neo", email: "neo@example.com", role: .developer), in: bench.tenant,
      rules: .builtIn())
    for path in ["policies/drift.json", "state/tenants/acme/tenant.json", "state/tenants/new/tenant.json"] {
      try write(path, act(Self.paula))
    }
    for path in ["workflows/a.json", "pipelines/a.json", "environments/a/environment.json", "other.json"] {
      #expect(throws: OpsError.self) { try write("state/tenants/acme/\(path)", act(Self.paula)) }
    }
    #expect(try bench.findings() == [])
  }

  @Test("PLAT-002 once somebody is named, nobody else administers the platform, until the last one goes")
  func onlyTheNamed() throws {
    func permission() throws -> CommandPermission {
      try CommandPermission(tree: try bench.workspace.mainTree())
    }
    for command in ["platform admin add", "platform admin remove", "tenant add", "audit accept"] {
      try permission().require(command, of: Self.paula, in: nil)
      let error = #expect(throws: OpsError.self) {
        try permission().require(command, of: VerifyBench.ada, in: nil)
      }
      #expect(error?.why?.contains("does not administer the platform") == true)
    }
    for path in ["policies/roles.json", Platform.path, "state/tenants/new/tenant.json"] {
      #expect(throws: OpsError.self) { try write(path, act(VerifyBench.ada)) }
    }
    try write("state/tenants/acme/pipelines/a.json", act(VerifyBench.ada))
    try PlatformAdministration(workspace: bench.workspace, act: act(Self.paula)).remove(Self.paula.email)
    try permission().require("platform admin add", of: VerifyBench.ada, in: nil)
    #expect(try bench.findings() == [])
  }

  @Test("PLAT-002 who is not named does not become it by hand")
  func notByHand() throws {
    let platform = Platform(admins: [.init(name: "Ada", email: VerifyBench.ada.email, signingKeys: [])])
    let text = String(decoding: try StateCoding.bytes(platform, at: Platform.path), as: UTF8.self)
    try bench.commit([Platform.path: text], by: VerifyBench.ada)
    #expect(try bench.findings() == ["permission \(Platform.path)"])
  }

  @Test(
    "PLAT-005 PLAT-006 acting for a member gives that member's permissions and no more, and both names stand there"
  )
  func standsIn() throws {
    let (workflow, pipeline) = ("state/tenants/acme/workflows/a.json", "state/tenants/acme/pipelines/a.json")
    try write(workflow, act(Self.paula, for: VerifyBench.dev))
    #expect(throws: OpsError.self) { try write(pipeline, act(Self.paula, for: VerifyBench.dev)) }
    #expect(throws: OpsError.self) { try write("policies/drift.json", act(Self.paula, for: VerifyBench.dev)) }
    try write(pipeline, act(Self.paula, for: VerifyBench.ada))
    let entry = try #require(try bench.workspace.audit(limit: 1).first)
    #expect(entry.author == Self.paula)
    #expect(entry.standIn == StandIn(member: VerifyBench.ada, reason: "ticket 17"))
    #expect(entry.who == "Paula Platform for Ada Admin")
    #expect(AuditFilter(who: "ada admin").takes(entry) && AuditFilter(who: "paula").takes(entry))
    #expect(try bench.findings() == [])
  }

  @Test("nobody else acts for a member, and nobody for a stranger or without a reason")
  func refused() throws {
    let path = "state/tenants/acme/workflows/a.json"
    let eve = Person(name: "Eve", email: "eve@example.com")
    #expect(throws: OpsError.self) { try write(path, act(VerifyBench.dev, for: VerifyBench.ada)) }
    #expect(throws: OpsError.self) { try write(path, act(Self.paula, for: eve)) }
    let claims = [
      [("N8nOps-As", "Dev Diaz <dev@example.com>")], [("N8nOps-As", "somebody"), ("N8nOps-Because", "x")],
    ]
    for claim in claims {
      let tip = try bench.commit([path: "{}"], by: Self.paula, trailers: claim)
      #expect(try bench.findings().contains("stand-in"), "\(claim)")
      let parent = try bench.workspace.repository.commit(tip).parents[0]
      try bench.workspace.repository.update(bench.workspace.main, from: tip, to: parent, message: "undo")
    }
  }

  @Test("nobody answers for a commit in somebody else's name")
  func acceptance() throws {
    let commit = try bench.commit(["README.md": "by Vic"], by: VerifyBench.vic)
    try bench.commit(
      [:], by: Self.paula,
      trailers: [
        (Acceptance.trailer, commit.hex), ("N8nOps-As", "Ada Admin <ada@example.com>"),
        ("N8nOps-Because", "x"),
      ])
    #expect(try bench.findings() == ["permission README.md"])
  }

  @Test("a person is read back from what commits say", arguments: ["Ada <b> C <ada@example.com>", "Å <a@b>"])
  func parsing(_ text: String) throws {
    #expect(try #require(Person(parsing: text)).description == text)
    for wrong in ["", "Ada", "Ada <ada>", "<a@b>", " <a@b>", "Ada <a@b", "Ada <a@b c>"] {
      #expect(Person(parsing: wrong) == nil, "\(wrong)")
    }
  }
}
