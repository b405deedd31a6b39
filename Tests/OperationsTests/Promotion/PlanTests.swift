import Governance
import JSON
import Ledger
import Simulator
import Testing

@testable import Operations

@Suite("Planning a promotion")
struct PlanTests {
  private func failed(_ report: PlanPromotion.Report) -> [String: [String]] {
    Dictionary(
      report.promotion.checks.filter { $0.outcome == .failed }.map { ($0.check, $0.evidence) },
      uniquingKeysWith: { first, _ in first })
  }

  @Test(
    "PROMO-001 PROMO-003 the selection moves with what it needs; the branch has baseline, record and summary",
    arguments: N8NRelease.allCases)
  func plan(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    try await landscape.govern()
    try landscape.edit("dev", "order", code: "return [1];")
    try landscape.edit("dev", "lookup", code: "return [2];")
    let report = try await landscape.plan(["order-intake"])
    let promotion = report.promotion
    #expect(failed(report) == [:])
    #expect(promotion.workflows.map(\.workflow.text) == ["customer-lookup", "order-intake"])
    #expect(promotion.workflows.map(\.becauseOf) == ["needed by order-intake", nil])
    #expect(promotion.workflows.map(\.change) == [.modified, .modified])
    let branch = try #require(report.branch)
    let root = "state/tenants/acme"
    #expect(
      try landscape.folder.git("diff", "--name-only", "main...\(branch)").split(separator: "\n") == [
        "\(root)/environments/staging/baseline/customer-lookup.json",
        "\(root)/environments/staging/baseline/order-intake.json",
        "\(root)/promotions/\(promotion.id)/promotion.json", "\(root)/promotions/\(promotion.id)/summary.md",
      ])
    let folder = "\(root)/environments/staging/baseline"
    #expect(
      try landscape.tip("\(branch):\(folder)/order-intake.json")
        == (try landscape.tip("observed/acme/dev:workflows/order-intake.json")), "sameness is an object id")
    #expect(
      promotion.workflows.map(\.blob)
        == (try ["customer-lookup", "order-intake"].map {
          try landscape.tip("\(branch):\(folder)/\($0).json")
        }))
    #expect(
      try landscape.text("\(root)/promotions/\(promotion.id)/summary.md", on: branch)?.contains(
        "Order intake") == true)
    try landscape.folder.git("fsck", "--strict")
  }

  @Test("a value that the target has of its own is no change, and the source's does not take its place")
  func overlay() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    let file = "state/tenants/acme/environments/staging/overlay.json"
    let overlay: JSON = ["order-intake": ["Check": ["/parameters/jsCode": "return ['staging'];"]]]
    try landscape.folder.git("clone", "-q", "--branch", "main", ".", "../clone")
    try landscape.folder.write(overlay.text(.prettySorted), to: "clone/\(file)")
    try landscape.folder.git("add", file, in: "clone")
    try landscape.folder.git("commit", "-qm", "Another check in staging", in: "clone")
    try landscape.folder.git("push", "-q", "origin", "main", in: "clone")
    try landscape.edit("dev", "order", code: "return [1];")
    try landscape.edit("dev", "lookup", code: "return [2];")
    let report = try await landscape.plan(["order-intake"])
    #expect(report.promotion.workflows.map(\.workflow.text) == ["customer-lookup"])
  }

  @Test("PROMO-001 a new workflow needs its sub-workflow only where that is not there yet")
  func added() async throws {
    let landscape = try Landscape { stock, simulator, name in
      try stock.fill(simulator)
      if name == "dev" { try simulator.load(workflow: stock.fresh(), active: true) }
    }
    try await landscape.govern()
    let report = try await landscape.plan(["returns"])
    #expect(report.promotion.workflows.map(\.workflow.text) == ["returns"])
    #expect(report.promotion.workflows.map(\.change) == [.added])
    #expect(report.promotion.workflows.map(\.hashBefore) == [nil])
  }

  @Test("nothing to promote makes no branch")
  func nothing() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    let report = try await landscape.plan(["order-intake"])
    #expect(report.promotion.workflows.isEmpty)
    #expect(report.branch == nil)
    #expect(try landscape.folder.git("branch", "--list", "promotion/*") == "")
  }

  @Test("what is not in the source is told")
  func unknown() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    let error = await #expect(throws: OpsError.self) { try await landscape.plan(["nothing"]) }
    #expect(error?.place == "nothing in dev")
  }

  @Test("PROMO-002 a hotfix in the target blocks it", arguments: N8NRelease.allCases)
  func hotfix(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    try await landscape.govern()
    try landscape.edit("dev", "order", code: "return [1];")
    try landscape.edit("staging", "order", code: "return ['hotfix'];")
    let report = try await landscape.plan(["order-intake"])
    #expect(failed(report) == ["target hotfix": ["order-intake was changed directly in staging"]])
    #expect(report.branch == nil)
  }

  @Test("PROMO-002 content that nobody approved does not leave staging")
  func unapprovedSource() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.edit("staging", "order", code: "return ['hotfix'];")
    let report = try await landscape.plan(["order-intake"], into: "prod")
    #expect(
      failed(report) == ["source": ["order-intake runs in staging with other content than approved there"]])
    #expect(report.branch == nil)
  }

  @Test("PROMO-002 CRED-010 a credential that the target lacks blocks it")
  func credential() async throws {
    let landscape = try Landscape { stock, simulator, name in
      if name == "dev" { try stock.fill(simulator) }
    }
    try await landscape.govern(["dev"])
    let report = try await landscape.plan(["order-intake"])
    #expect(failed(report) == ["credentials": ["CRM (postgres) is missing in staging"]])
  }

  @Test("CRED-010 one of the same type and name is found, and the proposal maps it")
  func foundCredential() async throws {
    let landscape = try Landscape { stock, simulator, name in
      if name == "dev" {
        try stock.fill(simulator)
      } else {
        simulator.addCredential(type: "postgres", name: "CRM")
      }
    }
    try await landscape.govern(["dev"])
    let report = try await landscape.plan(["order-intake"])
    #expect(failed(report) == [:])
    #expect(
      report.promotion.workflows.map(\.workflow.text).sorted() == [
        "customer-lookup", "error-alert", "order-intake",
      ])
    let branch = try #require(report.branch)
    #expect(
      try landscape.text("state/tenants/acme/credentials/crm-postgres.json", on: branch)?.contains(
        "\"staging\"") == true)
    #expect(
      try landscape.text("state/tenants/acme/credentials/crm-postgres.json")?.contains("\"staging\"") == false
    )
  }

  @Test("PROMO-002 a webhook path that another active workflow has blocks it, whatever that one is called")
  func webhook() async throws {
    let landscape = try Landscape { stock, simulator, name in
      if name == "dev" {
        try stock.fill(simulator)
      } else {
        simulator.addCredential(type: "postgres", name: "CRM")
        try simulator.load(workflow: stock.order(), active: true)
      }
    }
    try await landscape.govern(["dev"])
    let report = try await landscape.plan(["order-intake"])
    #expect(failed(report)["webhook paths"] == ["POST orders of order-intake is taken by Order intake"])
  }

  @Test("PROMO-001 a call of a workflow that nobody manages blocks it")
  func unmanaged() async throws {
    let landscape = try Landscape()
    try await landscape.sync("dev")
    try landscape.onboard("dev", ["Order intake", "Error alert"])
    let report = try await landscape.plan(["order-intake"])
    let id = try #require(landscape.ids["dev"]?["lookup"])
    #expect(failed(report)["dependencies"] == ["order-intake calls n8n workflow \(id), which is not managed"])
  }

  @Test("POL-005 an open incident about one of the workflows blocks it")
  func incident() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.edit("staging", "order", code: "return ['hotfix'];")
    try await landscape.sync("staging")
    try landscape.check("staging")
    try landscape.edit("dev", "order", code: "return [1];")
    #expect(failed(try await landscape.plan(["order-intake"])).keys.contains("open incident"))
    try landscape.edit("dev", "report", code: "return [1];")
    #expect(failed(try await landscape.plan(["weekly-report"])) == [:])
  }

  @Test("ENV-015 nothing is promoted out of production")
  func guarded() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.edit("prod", "order", code: "return [1];")
    let stage = PipelineStage(source: Slug(from: "prod"), target: Slug(from: "staging"))
    let report = try await PlanPromotion(
      try landscape.context(), pipeline: Slug(from: "delivery"), stage: stage,
      selection: [Slug(from: "order-intake")],
      reason: nil
    ).run()
    #expect(failed(report)["class guard"] == ["promoteFrom prod (production) is blocked"])
  }

  @Test("PROMO-002 an instance that cannot be read is no basis for a plan")
  func unreachable() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.edit("dev", "order", code: "return [1];")
    landscape.router.disconnect("staging")
    await #expect(throws: OpsError.self) { try await landscape.plan(["order-intake"]) }
  }
}
