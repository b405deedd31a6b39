import Governance
import HTTP
import JSON
import Ledger
import Simulator
import Testing

@testable import Operations

@Suite("Credentials")
struct CredentialTests {
  private let dev = Slug(from: "dev")
  private let crm = Slug(from: "crm-postgres")

  private func entries(_ landscape: Landscape) throws -> [CredentialEntry] {
    let context = try landscape.context()
    return try context.ledger.credentials(of: dev, in: try context.workspace.mainTree()).entries
  }

  private func entry(_ landscape: Landscape, _ name: String) throws -> CredentialEntry {
    try #require(try entries(landscape).first { $0.name == name })
  }

  private func map(_ landscape: Landscape, to id: String?) throws -> MapCredential.Report {
    try MapCredential(try landscape.context(), environment: dev, credential: crm, to: id).run()
  }

  @Test(
    "CRED-001 CRED-002 CRED-003 CRED-009 credentials with type, use and what they are called everywhere",
    arguments: N8NRelease.allCases)
  func list(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    try await landscape.govern(["dev"])
    let found = try entry(landscape, "CRM")
    #expect(found.type == "postgres" && found.logical == crm && found.status == .valid)
    #expect(found.uses.map(\.node) == ["Store"])
    #expect(found.uses.map(\.workflow) == [Slug(from: "order-intake")])
  }

  @Test("CRED-004 unused, unmapped, missing and of another type are told apart")
  func status() async throws {
    let landscape = try Landscape()
    let simulator = try landscape.simulator("dev")
    try await landscape.govern(["dev"])
    simulator.addCredential(type: "slackApi", name: "Chat")
    try await landscape.sync("dev")
    #expect(try entry(landscape, "Chat").status == .unused)
    _ = try map(landscape, to: nil)
    try await landscape.sync("dev")
    #expect(try entry(landscape, "CRM").status == .unmapped)

    let order = try #require(landscape.ids["dev"]?["order"])
    let place = JSONPointer(tokens: ["nodes", "3", "credentials"])
    try simulator.edit(workflowID: order, publish: true) {
      _ = $0.set(["postgres": ["id": "gone", "name": "Old"]], at: place)
    }
    try await landscape.sync("dev")
    #expect(try entry(landscape, "Old").status == .missing)
    let chat = try #require(try entries(landscape).first { $0.name == "Chat" })
    try simulator.edit(workflowID: order, publish: true) {
      _ = $0.set(["postgres": ["id": .string(chat.id), "name": "Chat"]], at: place)
    }
    try await landscape.sync("dev")
    #expect(try entry(landscape, "Chat").status == .typeMismatch)
    #expect(try entry(landscape, "Chat").reason == "Store of Order intake uses it as postgres")
  }

  @Test("CRED-008 a logical credential is mapped to one that is there, of its type, and no other's")
  func mapping() async throws {
    let landscape = try Landscape()
    let simulator = try landscape.simulator("dev")
    let chat = simulator.addCredential(type: "slackApi", name: "Chat")
    let second = simulator.addCredential(type: "postgres", name: "CRM 2")
    try await landscape.govern(["dev"])
    let main = try landscape.tip("main")
    #expect(throws: OpsError.self) { try map(landscape, to: "nothing") }
    let error = #expect(throws: OpsError.self) { try map(landscape, to: chat) }
    #expect(error?.why == "it is slackApi, and crm-postgres is postgres")
    #expect(try landscape.tip("main") == main)
    let first = try #require(landscape.ids["dev"]?["credential"])
    #expect(try map(landscape, to: first).landing == .nothing)
    #expect(try landscape.tip("main") == main)
    let mapped = try map(landscape, to: second)
    #expect(mapped.landing.commit != nil && mapped.mapping?.name == "CRM 2")
    #expect(
      try landscape.folder.git("log", "-1", "--format=%an %s", "main")
        == "Dan credential: map crm-postgres in dev")
    try await landscape.sync("dev")
    // What runs uses the first one, which is another credential now.
    #expect(try landscape.check("dev").findings.map(\.workflow) == ["order-intake"])
  }

  @Test(
    "CRED-008 what onboarding took for a credential of its own becomes the common one, and nothing drifts")
  func takes() async throws {
    let landscape = try Landscape { stock, simulator, name in
      try stock.fill(simulator, credential: name == "staging" ? "CRM of staging" : "CRM")
    }
    try await landscape.govern(["dev", "staging"])
    let staging = Slug(from: "staging")
    let id = try #require(landscape.ids["staging"]?["credential"])
    func names(_ environment: Slug) throws -> String? {
      let context = try landscape.context()
      let bytes = try context.workspace.mainTree().bytes(
        at: Landscape.tenant.baseline(environment, Slug(from: "order-intake")))
      return try JSON(parsing: try #require(bytes))["nodes"]?[3]?["credentials"]?["postgres"]?["name"]?
        .stringValue
    }
    #expect(try names(staging) == "CRM of staging")
    func map(mayTake: Bool) throws -> MapCredential.Report {
      try MapCredential(
        try landscape.context(), environment: staging, credential: crm, to: id, mayTake: mayTake
      ).run()
    }
    let main = try landscape.tip("main")
    let error = #expect(throws: OpsError.self) { try map(mayTake: false) }
    #expect(error?.why == "it is crm-of-staging-postgres" && error?.remedy?.contains("--take") == true)
    #expect(try landscape.tip("main") == main)

    #expect(try map(mayTake: true).takenFrom?.text == "crm-of-staging-postgres")
    #expect(try names(staging) == "CRM" && names(dev) == "CRM")
    #expect(try landscape.check("staging").findings.isEmpty)
    try await landscape.sync("staging")
    #expect(try landscape.check("staging").findings.isEmpty)
    // It was a credential nowhere else.
    let records = try landscape.context().workspace.mainTree().values(
      CredentialRecord.self, in: Landscape.tenant.credentials)
    #expect(records.keys.sorted() == [crm])
    #expect(try map(mayTake: true).landing == .nothing)
  }

  @Test("ENV-017 where onboarding needs an approval, a mapping waits for one too")
  func waits() async throws {
    let landscape = try Landscape()
    let second = try landscape.simulator("dev").addCredential(type: "postgres", name: "CRM 2")
    try await landscape.govern(["dev"])
    let (main, observed) = (try landscape.tip("main"), try landscape.tip("observed/acme/dev"))
    try landscape.requireApproval(of: .onboard)
    let report = try map(landscape, to: second)
    let branch = try #require(report.landing.branch)
    #expect(branch.hasPrefix("change/acme/"))
    #expect(try landscape.tip("main") == main && landscape.tip("observed/acme/dev") == observed)
    #expect(
      try landscape.folder.git("show", "\(branch):state/tenants/acme/credentials/crm-postgres.json")
        .contains("CRM 2"))
  }

  private func test(_ landscape: Landscape, _ selection: Set<String> = []) async throws
    -> [TestCredentials.Finding]
  {
    try await TestCredentials(try landscape.context(), environment: dev, selection: selection).run()
  }

  @Test("CRED-005 n8n tests them where it can and the key may ask", arguments: [N8NRelease.v2_40_7])
  func asksN8N(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    try await landscape.govern(["dev"])
    #expect(try await test(landscape).map(\.source) == [.n8n])
    try landscape.simulator("dev").addKey("key-of-dev", scopes: ["workflow:list"])
    #expect(try await test(landscape).map(\.source) == [.executions])
    let error = await #expect(throws: OpsError.self) { try await test(landscape, ["nothing"]) }
    #expect(error?.place == "dev, nothing")
  }

  @Test("CRED-005 elsewhere the last execution of who uses it tells")
  func executions() async throws {
    let landscape = try Landscape(.v1_123_81)
    try await landscape.govern(["dev"])
    #expect(try await test(landscape).map(\.verdict) == [.untested])
    let order = try #require(landscape.ids["dev"]?["order"])
    func ran(_ id: String, _ status: String, _ message: String?, _ node: String?) throws {
      let context = try landscape.context()
      let ref = try context.workspace.ref(named: context.tenant.executionsRef(dev))
      try context.workspace.replace(ref, as: context.machineAct()) { (tree, edit) throws(OpsError) in
        let item = ExecutionSegment.Item(
          id: id, workflow: order, status: status, mode: nil, startedAt: "2026-11-24T08:00:00.000Z",
          stoppedAt: nil, message: message, node: node)
        try edit.put(ExecutionSegment(executions: [item]), at: "2026-11-24.json")
        return CommitNote("test", "ran", tenant: nil, action: "test")
      }
    }
    try ran("1", "success", nil, nil)
    #expect(try await test(landscape, ["CRM"]).map(\.verdict) == [.works])
    try ran("2", "error", "password authentication failed for user", "Store")
    let refused = try await test(landscape, ["crm-postgres"])
    #expect(refused.map(\.verdict) == [.fails])
    #expect(refused[0].message == "execution 2, Store: password authentication failed for user")
    try ran("3", "error", "password authentication failed for user", "Check")
    #expect(try await test(landscape).map(\.verdict) == [.untested])
  }
}
