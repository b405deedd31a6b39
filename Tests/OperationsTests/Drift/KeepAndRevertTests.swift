import Governance
import JSON
import Ledger
import Simulator
import Testing

@testable import Operations

@Suite("Deciding on drift")
struct KeepAndRevertTests {
  private func drifted(_ release: N8NRelease = .v2_40_7, _ workflows: [String] = ["order"]) async throws
    -> Landscape
  {
    let landscape = try Landscape(release)
    try await landscape.govern()
    for workflow in workflows { try landscape.edit("prod", workflow, code: "return ['hotfix'];") }
    try await landscape.sync("prod")
    try landscape.check("prod")
    return landscape
  }

  private func decide(_ landscape: Landscape, _ workflow: String, as person: Person = Landscape.dan) throws
    -> DecideDrift
  {
    DecideDrift(
      try landscape.context(as: person), environment: Slug(from: "prod"), workflow: Slug(from: workflow),
      reason: "why")
  }

  private func incident(_ landscape: Landscape) throws -> Incident {
    let ledger = try landscape.context().ledger
    return try #require(try ledger.incidents(in: try ledger.workspace.mainTree()).first)
  }

  @Test(
    "GITPROMO-003 a kept hotfix becomes the baseline when its proposal is merged, and nothing is written",
    arguments: N8NRelease.allCases)
  func keep(_ release: N8NRelease) async throws {
    let landscape = try await drifted(release)
    let (promotion, branch) = try decide(landscape, "order-intake").keep()
    #expect(try landscape.check("prod").status == .driftDetected, "a proposal decides nothing")
    _ = try landscape.context(as: Landscape.rita).approve(promotion.id, note: nil)
    try landscape.simulator("prod").clearRequests()
    #expect(try await landscape.run().finished.map(\.status) == [.completed])
    #expect(try landscape.simulator("prod").requests.allSatisfy { $0.method == "GET" })
    #expect(try landscape.check("prod").status == .inSync)
    #expect(try incident(landscape).resolution == .kept)
    #expect(throws: TestFolder.Refused.self) { try landscape.tip(branch) }
  }

  @Test("GITPROMO-003 a plan that would undo what was kept in the target says so")
  func undone() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.edit("staging", "order", code: "return ['hotfix'];")
    try await landscape.sync("staging")
    try landscape.check("staging")
    let (promotion, _) = try DecideDrift(
      try landscape.context(), environment: Slug(from: "staging"), workflow: Slug(from: "order-intake"),
      reason: "why"
    ).keep()
    _ = try landscape.context(as: Landscape.rita).approve(promotion.id, note: nil)
    try await landscape.run()
    func check() async throws -> PreflightCheck? {
      try await landscape.plan(["order-intake"]).promotion.checks.first { $0.check == "kept hotfix" }
    }
    #expect(try await check()?.outcome == .warning)
    #expect(try await check()?.evidence.first?.contains(promotion.id.text) == true)
    try landscape.edit("dev", "order", code: "return ['hotfix'];")
    try landscape.goOnAfterError("dev", "order", node: 1)
    #expect(try await check()?.outcome == .passed)
  }

  @Test("GITPROMO-003 what changed again before the merge is not kept, and the baseline returns")
  func keepOutdated() async throws {
    let landscape = try await drifted()
    let baseline = try landscape.tip("main:state/tenants/acme/environments/prod/baseline")
    let (promotion, _) = try decide(landscape, "order-intake").keep()
    _ = try landscape.context(as: Landscape.rita).approve(promotion.id, note: nil)
    try landscape.edit("prod", "order", code: "return ['again'];")
    try await landscape.run()
    #expect(try landscape.promotion(promotion.id).status == .failed)
    #expect(try landscape.tip("main:state/tenants/acme/environments/prod/baseline") == baseline)
    #expect(try incident(landscape).status == .open)
  }

  @Test("a reverted hotfix runs as approved again", arguments: N8NRelease.allCases)
  func revert(_ release: N8NRelease) async throws {
    let landscape = try await drifted(release)
    let promotion = try await decide(landscape, "order-intake", as: Landscape.rita).revert().promotion
    #expect(promotion.status == .completed, "\(promotion.failure?.reason ?? "")")
    let order = try landscape.live("prod", "order")
    #expect(order["nodes"]?[1]?["parameters"]?["jsCode"] == "return $input.all();")
    #expect(order["active"] == true)
    #expect(try landscape.check("prod").status == .inSync)
    #expect(try incident(landscape).resolution == .reverted)
    #expect(promotion.snapshot != nil)
  }

  @Test("ENV-017 a revert that needs an approval waits for its merge, and writes nothing before")
  func revertByApproval() async throws {
    let landscape = try await drifted()
    try landscape.requireApproval(of: .revert)
    let hotfix = try InstanceState(try landscape.simulator("prod"))
    let (promotion, branch) = try await decide(landscape, "order-intake").revert()
    #expect(
      try await decide(landscape, "order-intake").revert().promotion.id == promotion.id, "it is one proposal")
    #expect(promotion.status == .pendingApproval && branch == "promotion/acme/\(promotion.id)")
    #expect(try await landscape.run().finished.isEmpty)
    #expect(try InstanceState(try landscape.simulator("prod")) == hotfix)
    #expect(throws: OpsError.self) { try landscape.context().approve(promotion.id, note: nil) }
    _ = try landscape.context(as: Landscape.rita).approve(promotion.id, note: nil)
    #expect(try await landscape.run().finished.map(\.status) == [.completed])
    #expect(try landscape.promotion(promotion.id).approval?.by.email == Landscape.rita.email)
    #expect(try landscape.check("prod").status == .inSync)
    #expect(try incident(landscape).resolution == .reverted)
    #expect(throws: TestFolder.Refused.self) { try landscape.tip(try #require(branch)) }
  }

  @Test("ENV-017 a revert on main that nobody approved does not run where one needs an approval")
  func revertUnapproved() async throws {
    let landscape = try await drifted()
    try landscape.requireApproval(of: .revert)
    let hotfix = try InstanceState(try landscape.simulator("prod"))
    let (promotion, branch) = try await decide(landscape, "order-intake").revert()
    let context = try landscape.context()
    try context.workspace.merge(
      branch: try context.workspace.ref(branch: try #require(branch)), as: context.act(),
      note: CommitNote("test", "merge my own", tenant: nil, action: "test"))
    let report = try await landscape.run()
    #expect(report.finished.isEmpty && report.refused.map(\.id) == [promotion.id])
    #expect(try InstanceState(try landscape.simulator("prod")) == hotfix)
  }

  @Test("ENV-017 what is kept needs no second approval: it is a proposal in any case")
  func keepByApproval() async throws {
    let landscape = try await drifted()
    try landscape.requireApproval(of: .keep)
    let (promotion, _) = try decide(landscape, "order-intake").keep()
    #expect(promotion.status == .pendingApproval)
  }

  @Test("a workflow that was deleted is made again, with a new mapping", arguments: N8NRelease.allCases)
  func revertDeleted(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    try await landscape.govern()
    let old = try #require(landscape.ids["prod"]?["report"])
    try landscape.simulator("prod").delete(workflowID: old)
    try await landscape.sync("prod")
    try landscape.check("prod")
    let promotion = try await decide(landscape, "weekly-report", as: Landscape.rita).revert().promotion
    #expect(promotion.status == .completed, "\(promotion.failure?.reason ?? "")")
    let made = try landscape.named("Weekly report", in: "prod")
    #expect(made.count == 1)
    #expect(made[0]["active"] == true)
    #expect(made[0]["id"]?.stringValue != old)
    let mappings = try Mappings(tree: try landscape.context().workspace.mainTree(), tenant: Landscape.tenant)
    #expect(
      mappings.workflows[Slug(from: "weekly-report")]?.mappings[Slug(from: "prod")]?.id
        == made[0]["id"]?.stringValue)
    #expect(try landscape.check("prod").status == .inSync)
  }

  @Test("one that was switched off runs again", arguments: N8NRelease.allCases)
  func revertDeactivated(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    try await landscape.govern()
    try await landscape.deactivate(try #require(landscape.ids["prod"]?["report"]), in: "prod")
    let promotion = try await decide(landscape, "weekly-report", as: Landscape.rita).revert().promotion
    #expect(promotion.status == .completed, "\(promotion.failure?.reason ?? "")")
    #expect(try landscape.live("prod", "report")["active"] == true)
  }

  @Test("deciding on one of two leaves the incident open for the other, with its own severity")
  func oneOfTwo() async throws {
    let landscape = try await drifted(.v2_40_7, ["order", "report"])
    _ = try await decide(landscape, "order-intake", as: Landscape.rita).revert().promotion
    let incident = try incident(landscape)
    #expect(incident.status == .open)
    #expect(incident.findings.map(\.workflow) == ["weekly-report"])
    let tip = try landscape.tip("main")
    try landscape.check("prod")
    #expect(try landscape.tip("main") == tip, "the check has nothing to add")
  }

  @Test("without drift there is nothing to decide", arguments: [true, false])
  func noDrift(_ isKeep: Bool) async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    let decide = try decide(landscape, "order-intake")
    await #expect(throws: OpsError.self) {
      if isKeep { _ = try decide.keep() } else { _ = try await decide.revert() }
    }
    await #expect(throws: OpsError.self) {
      try await DecideDrift(
        try landscape.context(), environment: Slug(from: "prod"), workflow: Slug(from: "nothing"), reason: ""
      )
      .revert()
    }
  }

  @Test("a revert that fails is taken back, and the drift stands as before", arguments: N8NRelease.allCases)
  func failingRevert(_ release: N8NRelease) async throws {
    let landscape = try await drifted(release)
    let before = try InstanceState(try landscape.simulator("prod"))
    let baseline = try landscape.tip("main:state/tenants/acme/environments/prod/baseline")
    try landscape.simulator("prod").inject(try #require(Fault(text: "PUT /workflows/* status:500")))
    let promotion = try await decide(landscape, "order-intake", as: Landscape.rita).revert().promotion
    #expect(promotion.status == .failed)
    #expect(promotion.failure?.isRolledBack == true)
    #expect(try InstanceState(try landscape.simulator("prod")) == before)
    #expect(try landscape.tip("main:state/tenants/acme/environments/prod/baseline") == baseline)
    #expect(try incident(landscape).status == .open)
  }

  @Test("PROMO-005 a revert that was killed is taken up by the next run")
  func killedRevert() async throws {
    let landscape = try await drifted()
    let network = KillSwitch(landscape.router, atWrite: 1, .after)
    let context = try landscape.context(as: Landscape.rita, network: network)
    let decide = DecideDrift(
      context, environment: Slug(from: "prod"), workflow: Slug(from: "order-intake"), reason: "why")
    #expect(await network.run { _ = try? await decide.revert() })
    try landscape.releaseLocks()
    #expect(try await landscape.run().finished.map(\.status) == [.completed])
    #expect(try landscape.check("prod").status == .inSync)
    #expect(try incident(landscape).resolution == .reverted)
  }
}
