import Governance
import JSON
import Ledger
import Simulator
import Testing

@testable import Operations

@Suite("Onboarding")
struct OnboardTests {
  private func decisions(_ report: Onboard.Report) -> [String: Onboard.Decision] {
    Dictionary(report.items.map { ($0.name, $0.decision) }, uniquingKeysWith: { first, _ in first })
  }

  private func json(_ landscape: Landscape, _ path: String) throws -> JSON {
    try JSON(parsing: Array(try #require(try landscape.text(path)).utf8))
  }

  @Test(
    "CAN-008 what nobody knows becomes canonical, and what runs becomes its baseline",
    arguments: N8NRelease.allCases)
  func create(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    try await landscape.sync("dev")
    let report = try landscape.onboard("dev")
    #expect(decisions(report)["Order intake"] == .created(Slug(from: "order-intake")))
    #expect(report.items.count == 4)
    let record = try json(landscape, "state/tenants/acme/workflows/order-intake.json")
    #expect(record["mappings"]?["dev"]?["id"]?.stringValue == landscape.ids["dev"]?["order"])
    let tree = "main:state/tenants/acme/environments/dev/baseline"
    #expect(
      try landscape.tip(tree) == (try landscape.tip("observed/acme/dev:workflows")),
      "sameness is an object id")
    #expect(try landscape.folder.git("ls-tree", "-r", "--name-only", "observed/acme/dev", "unmanaged/") == "")
    #expect(try await landscape.sync("dev").commit == nil)
  }

  @Test("ENV-017 where onboarding needs an approval, it waits on a branch and holds from its merge on")
  func approval() async throws {
    let landscape = try Landscape()
    try await landscape.sync("dev")
    try landscape.requireApproval(of: .onboard)
    let main = try landscape.tip("main")
    let report = try landscape.onboard("dev")
    let branch = try #require(report.landing.branch)
    #expect(branch.hasPrefix("change/acme/") && report.items.count == 4)
    #expect(try landscape.onboard("dev").landing.branch == branch, "asked for twice, it is one")
    #expect(try landscape.tip("main") == main)
    #expect(try await landscape.sync("dev").coverage.unmanaged == 4)
    try landscape.merge(branch)
    #expect(try await landscape.sync("dev").coverage.unmanaged == 0)
    #expect(try landscape.check("dev").status == .inSync)
    let decision = ChangeMapping(
      try landscape.context(), environment: Slug(from: "dev"), workflow: Slug(from: "order-intake"),
      decision: .ignore)
    let landing = try decision.run().landing
    #expect(landing.branch?.hasPrefix("change/acme/") == true)
    #expect(try landscape.onboard("dev").landing == .nothing)
  }

  @Test("CAN-008 references become symbolic: sub-workflow, error workflow, credential")
  func symbolic() async throws {
    let landscape = try Landscape()
    try await landscape.govern(["dev"])
    let baseline = try json(landscape, "state/tenants/acme/environments/dev/baseline/order-intake.json")
    let text = baseline.text(.compact)
    for id in try #require(landscape.ids["dev"]).values { #expect(!text.contains(id)) }
    #expect(baseline["settings"]?["errorWorkflow"] == "workflow:error-alert")
    #expect(text.contains("workflow:customer-lookup"))
    #expect(baseline["tags"] == ["sales"])
    let credential = try json(landscape, "state/tenants/acme/credentials/crm-postgres.json")
    #expect(credential["name"] == "CRM")
    #expect(credential["mappings"]?["dev"]?["id"]?.stringValue == landscape.ids["dev"]?["credential"])
  }

  @Test(
    "CAN-009 the same workflows of another instance are linked by their content, whatever their ids",
    arguments: N8NRelease.allCases)
  func link(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    try await landscape.govern(["dev"])
    try await landscape.sync("staging")
    let report = try landscape.onboard("staging")
    for name in ["Order intake", "Customer lookup", "Error alert", "Weekly report"] {
      #expect(decisions(report)[name] == .linked(Slug(from: name), evidence: "identical content"))
    }
    #expect(report.credentials == ["CRM (postgres): mapped"])
    let tree = "state/tenants/acme/environments"
    #expect(
      try landscape.tip("main:\(tree)/dev/baseline") == (try landscape.tip("main:\(tree)/staging/baseline")))
    #expect(try await landscape.sync("staging").commit == nil)
  }

  @Test("CAN-009 a changed one is linked by its name and nodes, and its own content becomes the baseline")
  func linkByName() async throws {
    let landscape = try Landscape()
    try await landscape.govern(["dev"])
    try landscape.edit("staging", "order", code: "return ['staging'];")
    try await landscape.sync("staging")
    let report = try landscape.onboard("staging")
    #expect(
      decisions(report)["Order intake"]
        == .linked(Slug(from: "order-intake"), evidence: "same name, 100 % of the nodes"))
    #expect(
      try landscape.text("state/tenants/acme/environments/staging/baseline/order-intake.json")?.contains(
        "'staging'")
        == true)
  }

  @Test("CAN-009 what fits several is listed and not guessed; the others go on")
  func ambiguous() async throws {
    let landscape = try Landscape { stock, simulator, name in
      try stock.fill(simulator, without: ["order"])
      guard name == "dev" else { return }
      try simulator.load(workflow: stock.report, active: false)
    }
    try await landscape.govern(["dev"])
    try landscape.edit("staging", "report", code: "return ['neither'];")
    try await landscape.sync("staging")
    let report = try landscape.onboard("staging")
    #expect(
      decisions(report)["Weekly report"]
        == .ambiguous([Slug(from: "weekly-report"), Slug(from: "weekly-report-2")]))
    #expect(decisions(report)["Error alert"]?.workflow == Slug(from: "error-alert"))
    #expect(
      try landscape.text(
        "unmanaged/\(try #require(landscape.ids["staging"]?["report"])).json", on: "observed/acme/staging")
        != nil)
    #expect(try landscape.text("state/tenants/acme/environments/staging/baseline/weekly-report.json") == nil)
  }

  @Test("CAN-009 two of the same name in one instance are two workflows")
  func namesakes() async throws {
    let landscape = try Landscape { stock, simulator, _ in
      try stock.fill(simulator, without: ["order", "alert", "lookup"])
      try simulator.load(workflow: stock.report, active: false)
    }
    try await landscape.sync("dev")
    let slugs = try landscape.onboard("dev").items.compactMap(\.decision.workflow?.text).sorted()
    #expect(slugs == ["weekly-report", "weekly-report-2"])
    #expect(try await landscape.sync("dev").coverage.managed == 2)
  }

  @Test("CAN-009 two that would both be the one workflow elsewhere are not guessed")
  func rivals() async throws {
    let landscape = try Landscape { stock, simulator, name in
      try stock.fill(simulator, without: ["order", "alert", "lookup"])
      if name == "staging" { try simulator.load(workflow: stock.report, active: true) }
    }
    try await landscape.govern(["dev"])
    try await landscape.sync("staging")
    let report = try landscape.onboard("staging")
    #expect(
      report.items.map(\.decision) == [
        .ambiguous([Slug(from: "weekly-report")]), .ambiguous([Slug(from: "weekly-report")]),
      ])
  }

  @Test("CAN-008 only what is selected, by name or id; what is not there is told")
  func selection() async throws {
    let landscape = try Landscape()
    try await landscape.sync("dev")
    let report = try landscape.onboard(
      "dev", ["Weekly report", try #require(landscape.ids["dev"]?["alert"])])
    #expect(report.items.map(\.name).sorted() == ["Error alert", "Weekly report"])
    let error = #expect(throws: OpsError.self) { try landscape.onboard("dev", ["Nothing"]) }
    #expect(error?.place == "Nothing")
  }

  @Test("a second time there is nothing to do")
  func again() async throws {
    let landscape = try Landscape()
    try await landscape.govern(["dev"])
    let before = try landscape.tip("main")
    #expect(try landscape.onboard("dev").items.isEmpty)
    #expect(try landscape.tip("main") == before)
  }

  @Test("what was never synced cannot be onboarded")
  func neverSynced() throws {
    let error = #expect(throws: OpsError.self) { try Landscape().onboard("dev") }
    #expect(error?.remedy == "n8n-ops sync --env dev")
  }

  @Test("CRED-010 two credentials of one name stay two, and nothing is mixed up")
  func credentials() async throws {
    let landscape = try Landscape { stock, simulator, _ in
      let other = simulator.addCredential(type: "postgres", name: "CRM")
      try stock.fill(simulator)
      var copy = stock.order(path: "second")
      copy.set("Second intake", at: JSONPointer().appending("name"))
      let id = JSONPointer().appending("nodes").appending(3).appending("credentials").appending("postgres")
        .appending("id")
      copy.set(.string(other), at: id)
      try simulator.load(workflow: copy, active: true)
    }
    try await landscape.govern(["dev"])
    let mappings = try Mappings(tree: try landscape.context().workspace.mainTree(), tenant: Landscape.tenant)
    #expect(Set(mappings.credentials.values.map(\.name)).count == 2)
    let folder = "state/tenants/acme/environments/dev/baseline"
    let first = try json(landscape, "\(folder)/order-intake.json")["nodes"]?[3]?["credentials"]
    let second = try json(landscape, "\(folder)/second-intake.json")["nodes"]?[3]?["credentials"]
    #expect(first != second)
  }

  @Test("CAN-009 one that was made again under another id is linked, and what was approved of it stays")
  func madeAgain() async throws {
    let landscape = try Landscape()
    try await landscape.govern(["dev"])
    let simulator = try landscape.simulator("dev")
    let old = try #require(landscape.ids["dev"]?["report"])
    let approved = try landscape.text(
      "state/tenants/acme/environments/dev/baseline/weekly-report.json")
    // Its content has nothing in common with what it was.
    let new = try simulator.load(workflow: [
      "name": "Weekly report", "connections": [:], "settings": [:],
      "nodes": [
        [
          "id": "n", "name": "Else", "type": "n8n-nodes-base.noOp", "typeVersion": 1, "position": [0, 0],
          "parameters": [:],
        ]
      ],
    ])
    try simulator.delete(workflowID: old)
    try await landscape.sync("dev")
    let report = try landscape.onboard("dev")
    let slug = Slug(from: "weekly-report")
    #expect(
      report.items.map(\.decision) == [
        .linked(slug, evidence: "made again, it was \(old): same name, 0 % of the nodes")
      ])
    let mappings = try Mappings(tree: try landscape.context().workspace.mainTree(), tenant: Landscape.tenant)
    #expect(mappings.workflows[slug]?.mappings[Slug(from: "dev")]?.id == new)
    #expect(mappings.workflows.count == 4)
    #expect(
      try landscape.text("state/tenants/acme/environments/dev/baseline/weekly-report.json") == approved)
    #expect(try landscape.check("dev").findings.map(\.workflow) == [slug.text])
  }
}
