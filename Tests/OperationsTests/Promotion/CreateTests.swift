import Governance
import JSON
import Ledger
import Simulator
import Testing

@testable import Operations

@Suite("Promoting new workflows")
struct CreateTests {
  /// Development has `returns`, which the others lack, and which calls `lookup`.
  private func landscape(_ release: N8NRelease) async throws -> Landscape {
    let landscape = try Landscape(release) { stock, simulator, name in
      try stock.fill(simulator)
      if name == "dev" { try simulator.load(workflow: stock.fresh(), active: true) }
    }
    try await landscape.govern()
    return landscape
  }

  @Test("PROMO-005 it is made, started, tagged and mapped", arguments: N8NRelease.allCases)
  func create(_ release: N8NRelease) async throws {
    let landscape = try await landscape(release)
    let id = try await landscape.approved(["returns"])
    #expect(try await landscape.run().finished.map(\.failure) == [nil])
    let made = try landscape.named("Returns", in: "staging")
    #expect(made.count == 1)
    #expect(made[0]["active"] == true)
    #expect(made[0]["tags"]?.arrayValue?.compactMap { $0["name"]?.stringValue }.sorted() == ["new", "sales"])
    #expect(
      made[0]["nodes"]?[1]?["parameters"]?["workflowId"]?["value"]?.stringValue
        == landscape.ids["staging"]?["lookup"])
    let mappings = try Mappings(tree: try landscape.context().workspace.mainTree(), tenant: Landscape.tenant)
    #expect(
      mappings.workflows[Slug(from: "returns")]?.mappings[Slug(from: "staging")]?.id
        == made[0]["id"]?.stringValue)
    #expect(try landscape.promotion(id).workflows.map(\.outcome) == [.created])
    #expect(try landscape.check("staging").status == .inSync)
    #expect(try landscape.check("staging").untracked.isEmpty)
  }

  @Test(
    "PROMO-005 a whole family into an empty instance: who calls refers to what was just made",
    arguments: N8NRelease.allCases.dropFirst())
  func family(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release) { stock, simulator, name in
      if name == "dev" {
        try stock.fill(simulator)
      } else {
        simulator.addCredential(type: "postgres", name: "CRM")
      }
    }
    try await landscape.govern(["dev"])
    let id = try await landscape.approved(["order-intake"])
    #expect(try await landscape.run().finished.map(\.failure?.reason) == [nil])
    #expect(try landscape.promotion(id).workflows.map(\.outcome) == [.created, .created, .created])
    let order = try #require(try landscape.named("Order intake", in: "staging").first)
    let lookup = try #require(try landscape.named("Customer lookup", in: "staging").first)
    let alert = try #require(try landscape.named("Error alert", in: "staging").first)
    #expect(order["nodes"]?[2]?["parameters"]?["workflowId"]?["value"] == lookup["id"])
    #expect(order["settings"]?["errorWorkflow"] == alert["id"])
    #expect(try landscape.check("staging").status == .inSync)
  }

  @Test(
    "PROMO-005 a create whose answer is lost never makes two copies", arguments: N8NRelease.allCases,
    [Fault.Action.resetAfter, .truncate(after: 20), .resetBefore])
  func lostAnswer(_ release: N8NRelease, _ action: Fault.Action) async throws {
    let landscape = try await landscape(release)
    let id = try await landscape.approved(["returns"])
    let before = try InstanceState(try landscape.simulator("staging"))
    try landscape.simulator("staging").inject(Fault(action, method: "POST", path: "/workflows"))
    try await landscape.run()
    let made = try landscape.named("Returns", in: "staging")
    if action == .resetBefore {
      #expect(made.isEmpty)
      #expect(try landscape.promotion(id).failure?.isRolledBack == true)
      #expect(try InstanceState(try landscape.simulator("staging")) == before)
    } else {
      #expect(made.count == 1)
      #expect(try landscape.promotion(id).status == .completed)
    }
  }

  @Test(
    "PROMO-005 runs at the same time make one copy, and one of them runs it",
    arguments: [N8NRelease.v1_123_81, .v2_40_7])
  func atOnce(_ release: N8NRelease) async throws {
    let landscape = try await landscape(release)
    let id = try await landscape.approved(["returns"])
    let contexts = try (0..<3).map { _ in try landscape.context(as: Landscape.machine) }
    let finished = try await withThrowingTaskGroup(of: [RecordID].self) { group in
      for context in contexts { group.addTask { try await RunPromotions(context).run().finished.map(\.id) } }
      return try await group.reduce([], +)
    }
    #expect(finished == [id])
    #expect(try landscape.named("Returns", in: "staging").count == 1)
    #expect(try landscape.promotion(id).status == .completed)
    let runs = try landscape.folder.git("log", "--format=%s", "--grep=N8nOps-Action: promotion.run", "main")
    #expect(runs.split(separator: "\n").count == 1)
  }

  @Test("PROMO-007 what was made is taken away again when a later step fails", arguments: N8NRelease.allCases)
  func rolledBack(_ release: N8NRelease) async throws {
    let landscape = try await landscape(release)
    let id = try await landscape.approved(["returns"])
    let before = try InstanceState(try landscape.simulator("staging"))
    try landscape.simulator("staging").inject(Fault(.status(500), method: "PUT", path: "/workflows/*/tags"))
    try await landscape.run()
    let promotion = try landscape.promotion(id)
    #expect(promotion.status == .failed)
    #expect(promotion.failure?.isRolledBack == true)
    #expect(promotion.workflows.map(\.outcome) == [.rolledBack])
    #expect(try InstanceState(try landscape.simulator("staging")) == before)
    #expect(try landscape.text("state/tenants/acme/environments/staging/baseline/returns.json") == nil)
    let mappings = try Mappings(tree: try landscape.context().workspace.mainTree(), tenant: Landscape.tenant)
    #expect(mappings.workflows[Slug(from: "returns")]?.mappings[Slug(from: "staging")] == nil)
  }
}
