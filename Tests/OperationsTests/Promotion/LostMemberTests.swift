import Governance
import HTTP
import JSON
import Ledger
import N8N
import Simulator
import Testing

@testable import Operations

@Suite("What the target's n8n does not take")
struct LostMemberTests {
  private static let groups: JSON = [["id": "g1", "name": "Intake", "nodeIds": ["hook-id"]]]

  /// Development on 2.40.7 with groups of nodes, staging on a release that knows none.
  private func landscape() async throws -> (Landscape, staging: Simulator) {
    let landscape = try Landscape { stock, simulator, name in
      try stock.fill(simulator)
      guard name == "dev" else { return }
      var document = stock.fresh()
      _ = document.set(Self.groups, at: JSONPointer().appending("nodeGroups"))
      try simulator.load(workflow: document, active: true)
    }
    let staging = Simulator(SimulatorConfiguration(version: .v2_14_2, apiKey: "key-of-staging", seed: 7))
    landscape.router.connect("staging", to: try staging.start())
    var stock = Stock(.v2_14_2)
    try stock.fill(staging)
    try await landscape.govern(["dev", "staging"])
    return (landscape, staging)
  }

  /// Names the group of nodes anew, as a person does in the editor.
  private func regroup(_ landscape: Landscape) async throws {
    let document = try #require(try landscape.named("Returns", in: "dev").first)
    var body: JSONObject = [:]
    for member in ["name", "nodes", "connections", "settings"] { body[member] = document[member] }
    body["nodeGroups"] = [["id": "g1", "name": "Returns", "nodeIds": ["hook-id"]]]
    let response = try await landscape.router.send(
      HTTPRequest(
        method: "PUT",
        url: "http://dev.test/api/v1/workflows/\(document["id"]?.stringValue ?? "")",
        headers: ["X-N8N-API-KEY": "key-of-dev", "Content-Type": "application/json"],
        body: JSON.object(body).bytes(.compact)))
    #expect(response.status == 200, "\(String(decoding: response.body, as: UTF8.self))")
  }

  private func versionCheck(_ promotion: Promotion) -> PreflightCheck? {
    promotion.checks.first { $0.check == "n8n version" }
  }

  @Test("PROMO-002 groups of nodes are left out and told; what runs arrives")
  func groupsAreToldAndLeftOut() async throws {
    let (landscape, staging) = try await landscape()
    defer { staging.stop() }
    let plan = try await landscape.plan(["returns"])
    #expect(versionCheck(plan.promotion)?.outcome == .warning)
    #expect(
      versionCheck(plan.promotion)?.evidence
        == ["returns: staging does not take nodeGroups, which is left out"])
    _ = try landscape.context(as: Landscape.rita).approve(plan.promotion.id, note: nil)
    #expect(try await landscape.run().finished.map(\.failure) == [nil])
    #expect(staging.workflows.contains { $0["name"] == "Returns" && $0["active"] == true })
  }

  @Test("PROMO-002 a promotion that consists of nothing else is refused before anything is written")
  func nothingElse() async throws {
    let (landscape, staging) = try await landscape()
    defer { staging.stop() }
    _ = try await landscape.approved(["returns"])
    try await landscape.run()
    try await regroup(landscape)
    let plan = try await landscape.plan(["returns"])
    #expect(versionCheck(plan.promotion)?.outcome == .failed)
    #expect(versionCheck(plan.promotion)?.evidence == ["returns: staging does not take nodeGroups"])
    #expect(plan.branch == nil)
  }

  @Test("PROMO-005 what decides what runs is never left out, whatever was planned")
  func essential() throws {
    let policy = try Rules.builtIn().normalization
    let content: JSON = [
      "name": "A", "nodes": [["name": "N", "onError": "continueRegularOutput", "color": 3]],
      "connections": [:], "settings": ["binaryMode": "separate"], "future": ["a": 1], "pinData": ["N": []],
      "description": "", "nodeGroups": [], "tags": [], "active": true,
    ]
    let old = LostMembers(of: content, isNew: true, Capabilities(version: N8NVersion(1, 10)), policy)
    #expect(
      Set(old.essential) == ["future", "pinData", "binaryMode", "onError of the node N"])
    #expect(old.cosmetic == ["color of the node N"])
    let new = LostMembers(of: content, isNew: true, Capabilities(version: N8NVersion(2, 40)), policy)
    #expect(new.essential == ["future"])
  }
}
