import Governance
import JSON
import Ledger
import Simulator
import Testing

@testable import Operations

@Suite("Rolling a promotion back")
struct RollbackTests {
  /// A call that fails once in the middle of a promotion of `lookup` and `order`.
  struct Failure: Sendable, CustomTestStringConvertible {
    let fault: String
    var testDescription: String { fault }

    init(_ fault: String) { self.fault = fault }
  }

  private func changed(_ release: N8NRelease) async throws -> (Landscape, RecordID) {
    let landscape = try Landscape(release) { stock, simulator, name in
      try stock.fill(simulator, without: ["order"])
      var order = stock.order()
      if name == "dev" { order.set(["sales", "new"], at: JSONPointer().appending("tags")) }
      try simulator.load(workflow: order, active: true)
    }
    try await landscape.sync("dev")
    try landscape.onboard("dev")
    try await landscape.sync("staging")
    try landscape.onboard("staging")
    try landscape.edit("dev", "lookup", code: "return [2];")
    let order = try #require(try landscape.named("Order intake", in: "dev").first?["id"]?.stringValue)
    try landscape.simulator("dev").edit(workflowID: order, publish: true) { document in
      let node = JSONPointer().appending("nodes").appending(1)
      document.set("return [1];", at: node.appending("parameters").appending("jsCode"))
      document.set(60, at: JSONPointer().appending("settings").appending("executionTimeout"))
    }
    return (landscape, try await landscape.approved(["order-intake"]))
  }

  @Test(
    "PROMO-007 whichever call fails, the target is as before, and the record says why",
    arguments: N8NRelease.allCases,
    [
      Failure("PUT /workflows/* status:500"), Failure("PUT /workflows/* status:500 skip=1"),
      Failure("PUT /workflows/*/tags status:500"), Failure("PUT /workflows/* reset-before"),
      Failure("GET /workflows/* status:500 skip=5"), Failure("POST /tags status:500"),
      Failure("PUT /workflows/* html skip=1"),
    ])
  func fails(_ release: N8NRelease, _ failure: Failure) async throws {
    let (landscape, id) = try await changed(release)
    let simulator = try landscape.simulator("staging")
    let before = try InstanceState(simulator)
    let baseline = "state/tenants/acme/environments/staging/baseline"
    let approved = try landscape.tip("main~1:\(baseline)")
    simulator.inject(try #require(Fault(text: failure.fault)))
    try await landscape.run()
    let promotion = try landscape.promotion(id)
    #expect(promotion.status == .failed)
    #expect(promotion.failure?.isRolledBack == true, "\(promotion.failure?.reason ?? "")")
    #expect(promotion.failure?.reason.isEmpty == false)
    #expect(try InstanceState(simulator) == before)
    #expect(try landscape.tip("main:\(baseline)") == approved)
    #expect(try landscape.folder.git("for-each-ref", "refs/n8n-ops/undo") == "")
    #expect(try landscape.check("staging").status == .inSync)
  }

  @Test("PROMO-007 a publish that fails takes everything back", arguments: N8NRelease.allCases.dropFirst())
  func publish(_ release: N8NRelease) async throws {
    let (landscape, id) = try await changed(release)
    let simulator = try landscape.simulator("staging")
    let before = try InstanceState(simulator)
    for call in ["publish", "activate"] {
      simulator.inject(try #require(Fault(text: "POST /workflows/*/\(call) status:500")))
    }
    try await landscape.run()
    let promotion = try landscape.promotion(id)
    if simulator.requests.contains(where: { $0.status == 500 }) {
      #expect(promotion.status == .failed)
      #expect(promotion.failure?.isRolledBack == true, "\(promotion.failure?.reason ?? "")")
      #expect(try InstanceState(simulator) == before)
    } else {
      #expect(release < .v2_40_7, "there a draft has to be published")
      #expect(promotion.status == .completed)
    }
  }

  @Test("PROMO-007 a workflow that was off is off again", arguments: N8NRelease.allCases)
  func inactive(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release) { stock, simulator, name in
      try stock.fill(simulator, without: ["report"])
      try simulator.load(workflow: stock.report, active: name == "dev")
    }
    for name in ["dev", "staging"] {
      try await landscape.sync(name)
      try landscape.onboard(name)
    }
    let id = try await landscape.approved(["weekly-report"])
    let simulator = try landscape.simulator("staging")
    let before = try InstanceState(simulator)
    // What is read back at the end fails for as long as a call is tried.
    simulator.inject(try #require(Fault(text: "GET /workflows/*/tags status:500 count=4")))
    try await landscape.run()
    #expect(try landscape.promotion(id).status == .failed)
    #expect(try landscape.promotion(id).failure?.isRolledBack == true)
    #expect(try InstanceState(simulator) == before)
  }

  @Test(
    "PROMO-005 a draft that somebody works on in the target is a conflict: nothing is written",
    arguments: N8NRelease.allCases.dropFirst())
  func draft(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    try await landscape.govern()
    try landscape.edit("dev", "order", code: "return [1];")
    let id = try await landscape.approved(["order-intake"])
    try landscape.edit("staging", "order", code: "return ['draft'];", publish: false)
    let simulator = try landscape.simulator("staging")
    let before = try InstanceState(simulator)
    simulator.clearRequests()
    try await landscape.run()
    #expect(try landscape.promotion(id).failure?.reason.contains("unpublished draft") == true)
    #expect(try InstanceState(simulator) == before)
    #expect(simulator.requests.allSatisfy { $0.method == "GET" })
    #expect(try await landscape.plan(["order-intake"]).branch == nil)
  }

  @Test("PROMO-007 where the way back fails too, that is said and what was there is kept")
  func stuck() async throws {
    let (landscape, id) = try await changed(.v2_40_7)
    let simulator = try landscape.simulator("staging")
    simulator.inject(try #require(Fault(text: "PUT /workflows/* status:500 always skip=1")))
    try await landscape.run()
    let promotion = try landscape.promotion(id)
    #expect(promotion.status == .failed)
    #expect(promotion.failure?.isRolledBack == false)
    #expect(promotion.failure?.reason.contains("Rolling back failed") == true)
    #expect(promotion.workflows.map(\.outcome).contains(.failed))
    try await landscape.run()
    #expect(
      try landscape.folder.git("for-each-ref", "--format=%(refname)", "refs/n8n-ops/undo")
        == "refs/n8n-ops/undo/acme/\(id)")
  }

  @Test("PROMO-007 a path that another workflow takes meanwhile is found and everything taken back")
  func webhookConflict() async throws {
    let landscape = try Landscape { stock, simulator, name in
      try stock.fill(simulator)
      if name == "dev" { try simulator.load(workflow: stock.fresh(), active: true) }
    }
    try await landscape.govern()
    let id = try await landscape.approved(["returns"])
    try landscape.simulator("staging").load(workflow: Stock(.v2_40_7).fresh(), active: true)
    let before = try InstanceState(try landscape.simulator("staging"))
    try await landscape.run()
    #expect(try landscape.promotion(id).status == .failed)
    #expect(try landscape.promotion(id).failure?.isRolledBack == true)
    #expect(try InstanceState(try landscape.simulator("staging")) == before)
  }
}
