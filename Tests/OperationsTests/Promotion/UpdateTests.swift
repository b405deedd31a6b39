import Governance
import JSON
import Ledger
import Simulator
import Testing

@testable import Operations

@Suite("Promoting changed workflows")
struct UpdateTests {
  @Test(
    "PROMO-005 what was reviewed runs in the target, with its sub-workflow", arguments: N8NRelease.allCases)
  func update(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    try await landscape.govern()
    try landscape.edit("dev", "order", code: "return [1];")
    try landscape.edit("dev", "lookup", code: "return [2];")
    let id = try await landscape.approved(["order-intake"])
    let report = try await landscape.run()
    #expect(report.refused.map(\.reason) == [])
    let promotion = try landscape.promotion(id)
    #expect(promotion.failure == nil)
    #expect(promotion.status == .completed)
    #expect(promotion.workflows.map(\.outcome) == [.updated, .updated])
    #expect(promotion.workflows.map(\.hashAfter) == promotion.workflows.map(\.hashPlanned))
    let order = try landscape.live("staging", "order")
    #expect(order["active"] == true)
    #expect(order["nodes"]?[1]?["parameters"]?["jsCode"] == "return [1];")
    #expect(
      order["nodes"]?[2]?["parameters"]?["workflowId"]?["value"]?.stringValue
        == landscape.ids["staging"]?["lookup"])
    #expect(
      order["nodes"]?[3]?["credentials"]?["postgres"]?["id"]?.stringValue
        == landscape.ids["staging"]?["credential"])
    #expect(order["settings"]?["errorWorkflow"]?.stringValue == landscape.ids["staging"]?["alert"])
    #expect(try landscape.check("staging").status == .inSync)
    #expect(try landscape.check("dev").status == .inSync, "development's baseline follows")
  }

  @Test("GITPROMO-002 PROMO-006 each step is a commit; a snapshot was taken; nothing is left over")
  func trail() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.edit("dev", "report", code: "return [1];")
    let before = try landscape.tip("observed/acme/staging")
    let id = try await landscape.approved(["weekly-report"])
    try await landscape.run()
    let subjects = try landscape.folder.git(
      "log", "-4", "--reverse", "--format=%s|%(trailers:key=N8nOps-Action,valueonly,separator=%x2C)", "main")
    #expect(
      subjects.split(separator: "\n") == [
        "promotion: propose 1 workflow from dev to staging|promotion.propose",
        "promotion: approve \(id)|promotion.approve",
        "promotion: run 1 workflow from dev to staging|promotion.run",
        "promotion: complete 1 workflow from dev to staging|promotion.complete",
      ])
    let snapshot = try #require(try landscape.promotion(id).snapshot)
    #expect(try landscape.tip("snapshot/acme/staging/\(snapshot)^{commit}") == before)
    #expect(try landscape.folder.git("for-each-ref", "refs/n8n-ops/undo", "refs/heads/promotion") == "")
    try landscape.folder.git("fsck", "--strict")
  }

  @Test("PROMO-005 activation follows what was promoted", arguments: N8NRelease.allCases)
  func deactivation(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    try await landscape.govern()
    try await landscape.deactivate(try #require(landscape.ids["dev"]?["report"]), in: "dev")
    _ = try await landscape.approved(["weekly-report"])
    #expect(try await landscape.run().finished.map(\.failure) == [nil])
    #expect(try landscape.live("staging", "report")["active"] == false)
    try landscape.edit("dev", "report", code: "return ['off'];")
    _ = try await landscape.approved(["weekly-report"])
    #expect(try await landscape.run().finished.map(\.failure) == [nil])
    #expect(try landscape.live("staging", "report")["active"] == false)
    #expect(
      try landscape.live("staging", "report")["nodes"]?[1]?["parameters"]?["jsCode"] == "return ['off'];")
  }

  @Test("PROMO-005 a change of tags alone writes no content", arguments: N8NRelease.allCases)
  func tags(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release) { stock, simulator, name in
      try stock.fill(simulator, without: ["report"])
      var report = stock.report
      if name == "dev" { report.set(["weekly", "reports"], at: JSONPointer().appending("tags")) }
      try simulator.load(workflow: report, active: true)
    }
    try await landscape.sync("dev")
    try await landscape.sync("staging")
    try landscape.onboard("dev")
    try landscape.onboard("staging")
    _ = try await landscape.approved(["weekly-report"])
    try landscape.simulator("staging").clearRequests()
    #expect(try await landscape.run().finished.map(\.failure) == [nil])
    let report = try #require(try landscape.named("Weekly report", in: "staging").first)
    #expect(
      report["tags"]?.arrayValue?.compactMap { $0["name"]?.stringValue }.sorted() == ["reports", "weekly"])
    #expect(
      !(try landscape.simulator("staging").requests.contains {
        $0.method == "PUT" && !$0.path.hasSuffix("/tags")
      }))
  }

  @Test("PROMO-005 a node that was only moved moves in the target too")
  func cosmetic() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.simulator("dev").edit(
      workflowID: try #require(landscape.ids["dev"]?["report"]), publish: true
    ) {
      $0.set([448, 96], at: JSONPointer().appending("nodes").appending(1).appending("position"))
    }
    _ = try await landscape.approved(["weekly-report"])
    #expect(try await landscape.run().finished.map(\.failure) == [nil])
    #expect(try landscape.live("staging", "report")["nodes"]?[1]?["position"] == [448, 96])
  }

  @Test(
    "PROMO-005 a target that has the goal already is not written: an identical PUT would restart triggers",
    arguments: N8NRelease.allCases)
  func unchanged(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    try await landscape.govern()
    try landscape.edit("dev", "report", code: "return ['same'];")
    let id = try await landscape.approved(["weekly-report"])
    try landscape.edit("staging", "report", code: "return ['same'];")
    try landscape.simulator("staging").clearRequests()
    try await landscape.run()
    #expect(try landscape.promotion(id).workflows.map(\.outcome) == [.unchanged])
    #expect(try landscape.simulator("staging").requests.allSatisfy { $0.method == "GET" })
  }

  @Test("PROMO-005 on to production, the same content again", arguments: N8NRelease.allCases)
  func onward(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    try await landscape.govern()
    try landscape.edit("dev", "order", code: "return [1];")
    _ = try await landscape.approved(["order-intake"])
    try await landscape.run()
    _ = try await landscape.approved(["order-intake"], into: "prod")
    #expect(try await landscape.run().finished.map(\.failure) == [nil])
    let blobs = try ["dev", "staging", "prod"].map {
      try landscape.tip("observed/acme/\($0):workflows/order-intake.json")
    }
    #expect(Set(blobs).count == 1)
  }

  @Test(
    "DRIFT-002 a target that changed after the plan is a conflict: nothing is written, the baseline returns",
    arguments: N8NRelease.allCases)
  func conflict(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    try await landscape.govern()
    try landscape.edit("dev", "order", code: "return [1];")
    try landscape.edit("dev", "lookup", code: "return [2];")
    let id = try await landscape.approved(["order-intake"])
    try landscape.edit("staging", "order", code: "return ['hotfix'];")
    let before = try InstanceState(try landscape.simulator("staging"))
    let baseline = "state/tenants/acme/environments/staging/baseline"
    let approved = try landscape.tip("main~1:\(baseline)")
    try landscape.simulator("staging").clearRequests()
    try await landscape.run()
    let promotion = try landscape.promotion(id)
    #expect(promotion.status == .failed)
    #expect(promotion.failure?.reason.contains("changed since the plan") == true)
    #expect(try landscape.simulator("staging").requests.allSatisfy { $0.method == "GET" })
    #expect(try InstanceState(try landscape.simulator("staging")) == before)
    #expect(try landscape.tip("main:\(baseline)") == approved)
  }

  @Test(
    "PROMO-005 one that was deleted in the target after the plan is a conflict as well",
    arguments: N8NRelease.allCases)
  func deleted(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    try await landscape.govern()
    try landscape.edit("dev", "report", code: "return [1];")
    let id = try await landscape.approved(["weekly-report"])
    try landscape.simulator("staging").delete(workflowID: try #require(landscape.ids["staging"]?["report"]))
    try await landscape.run()
    #expect(try landscape.promotion(id).status == .failed)
    #expect(try landscape.named("Weekly report", in: "staging").isEmpty)
  }
}
