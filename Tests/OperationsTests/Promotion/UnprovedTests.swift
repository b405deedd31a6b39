import Governance
import Ledger
import Testing

@testable import Operations

@Suite("A promotion that is on main and that nobody approved")
struct UnprovedTests {
  private static let staging = Slug(from: "staging")
  private static let report = Slug(from: "weekly-report")

  /// Dan plans a change, merges it himself with the git command line and pushes it.
  private func merged(_ landscape: Landscape, thenTampered: Bool = false) async throws -> RecordID {
    try landscape.edit("dev", "report", code: "return ['new'];")
    let plan = try await landscape.plan(["weekly-report"])
    let branch = try #require(plan.branch)
    try landscape.folder.git("clone", "-q", landscape.folder("repository"), landscape.folder("clone"))
    for (key, value) in [("user.name", "Dan"), ("user.email", "dan@example.org")] {
      try landscape.folder.git("config", key, value, in: "clone")
    }
    func git(_ arguments: [String]) throws {
      try landscape.folder.git(arguments, in: "clone", email: "dan@example.org")
    }
    try git(["merge", "-q", "--no-ff", "-m", "mine", "origin/\(branch)"])
    if thenTampered {
      let path = "clone/state/tenants/acme/environments/staging/baseline/weekly-report.json"
      let text = try #require(landscape.folder.read(path))
      try landscape.folder.write(text.replacing("Count", with: "Steal"), to: path)
      try git(["commit", "-q", "-a", "-m", "and more"])
    }
    try git(["push", "-q", "origin", "main"])
    return plan.promotion.id
  }

  @Test("DRIFT-002 what runs is compared with what was approved last, not with what the merge brought")
  func drift() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    _ = try await merged(landscape)
    let quiet = try landscape.check("staging")
    #expect(quiet.status == .inSync)
    #expect(quiet.incident == nil)

    // The very content that nobody approved, brought to the target by hand: the merge is no excuse.
    try landscape.edit("staging", "report", code: "return ['new'];")
    try await landscape.sync("staging")
    let report = try landscape.check("staging")
    #expect(report.findings.map(\.workflow) == ["weekly-report"])
    let change = try #require(report.findings.first?.changes.first)
    #expect(change.kind == "codeChanged")
    #expect(report.incident != nil)
    let matrix = try landscape.context().ledger.matrix()
    let column = try #require(matrix.environments.firstIndex(of: Self.staging))
    #expect(matrix.rows.first { $0.workflow == Self.report }?.cells[column].state == .drifted)
  }

  @Test("DRIFT-002 a hotfix that its author merged as kept is drift still")
  func keep() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.edit("staging", "report", code: "return ['hotfix'];")
    try await landscape.sync("staging")
    let incident = try #require(try landscape.check("staging").incident)
    let proposal = try DecideDrift(
      try landscape.context(), environment: Self.staging, workflow: Self.report, reason: "why"
    ).keep()
    #expect(proposal.promotion.incident == incident.id)
    try landscape.folder.git("clone", "-q", landscape.folder("repository"), landscape.folder("clone"))
    try landscape.folder.git(
      [
        "-c", "user.name=Dan", "-c", "user.email=dan@example.org", "merge", "-q", "--no-ff", "-m", "mine",
        "origin/\(proposal.branch)",
      ], in: "clone", email: "dan@example.org")
    try landscape.folder.git(["push", "-q", "origin", "main"], in: "clone", email: "dan@example.org")
    #expect(try landscape.check("staging").findings.map(\.workflow) == ["weekly-report"])
    #expect(try landscape.context().ledger.incident(incident.id, in: landscape.main()).status == .open)
  }

  @Test("PROMO-004 it is listed with the reason, and check finds it", arguments: [false, true])
  func listed(_ isTampered: Bool) async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    let id = try await merged(landscape, thenTampered: isTampered)
    let ledger = try landscape.context().ledger
    let unproved = try ledger.unproved(in: landscape.main())
    #expect(unproved.map(\.promotion.id) == [id])
    let findings = try CheckWorkspace(tree: landscape.main(), in: ledger.workspace).run()
    #expect(findings.map(\.rule) == ["approval"])
    #expect(findings.first?.path == Landscape.tenant.promotion(id))
    #expect(findings.first?.problem.contains("not approved") == true)
    #expect(findings.first?.remedy.contains("promote reject \(id)") == true)
  }

  @Test("PROMO-004 what waits on its branch, and what was approved, is none of it")
  func innocent() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.edit("dev", "report", code: "return ['new'];")
    let plan = try await landscape.plan(["weekly-report"])
    let ledger = try landscape.context().ledger
    #expect(try ledger.unproved(in: landscape.main()).isEmpty)
    _ = try landscape.context(as: Landscape.rita).approve(plan.promotion.id, note: nil)
    #expect(try ledger.unproved(in: landscape.main()).isEmpty)
    #expect(try CheckWorkspace(tree: landscape.main(), in: ledger.workspace).run() == [])
  }

  @Test("PROMO-004 what was approved and has not run can be cancelled, and the baseline is what it was")
  func cancelled() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    let path = Landscape.tenant.baseline(Self.staging, Self.report)
    let approved = try landscape.text(path)
    try landscape.edit("dev", "report", code: "return ['new'];")
    let id = try await landscape.approved(["weekly-report"])
    try landscape.context().close(id, as: .cancelled, note: "too late")
    #expect(try landscape.text(path) == approved)
    #expect(try landscape.promotion(id).status == .cancelled)
    #expect(try await landscape.run().finished.isEmpty)
    #expect(throws: OpsError.self) { try landscape.context().close(id, as: .rejected, note: "again") }
  }

  @Test("PROMO-002 nothing is planned on top of it")
  func planning() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    let id = try await merged(landscape)
    try landscape.edit("dev", "report", code: "return ['newer'];")
    let plan = try await landscape.plan(["weekly-report"])
    let check = try #require(plan.promotion.checks.first { $0.check == "target baseline" })
    #expect(check.outcome == .failed)
    #expect(check.evidence.first?.contains(id.text) == true)
    #expect(plan.branch == nil)
    #expect(plan.promotion.workflows.first?.changes.first?.contains("code") == true)
  }

  @Test("PROMO-004 rejecting takes its content back, also what was added by hand", arguments: [false, true])
  func rejected(_ isTampered: Bool) async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    let path = Landscape.tenant.baseline(Self.staging, Self.report)
    let approved = try landscape.text(path)
    let id = try await merged(landscape, thenTampered: isTampered)
    #expect(try landscape.text(path) != approved)
    try landscape.context(as: Landscape.rita).close(id, as: .rejected, note: "not approved")
    #expect(try landscape.text(path) == approved)
    let promotion = try landscape.promotion(id)
    #expect(promotion.status == .rejected)
    #expect(promotion.reason == "because")
    #expect(promotion.closing == ClosingRecord(by: Landscape.rita, note: "not approved"))
    let ledger = try landscape.context().ledger
    #expect(try CheckWorkspace(tree: landscape.main(), in: ledger.workspace).run() == [])
    #expect(try landscape.check("staging").status == .inSync)
    // The way is free again.
    #expect(try await landscape.plan(["weekly-report"]).branch != nil)
  }
}

extension Landscape {
  fileprivate func main() throws -> LedgerTree { try context().workspace.mainTree() }
}

extension UnprovedTests {
  @Test("GITPROMO-003 a revert writes what was approved, not what an unapproved merge brought")
  func revert() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    _ = try await merged(landscape)
    let approved = try landscape.live("staging", "report")["nodes"]
    try landscape.edit("staging", "report", code: "return ['hotfix'];")
    let promotion = try await DecideDrift(
      try landscape.context(), environment: Self.staging, workflow: Self.report, reason: "why"
    ).revert().promotion
    #expect(promotion.status == .completed, "\(promotion.failure?.reason ?? "")")
    #expect(try landscape.live("staging", "report")["nodes"] == approved)
  }

  @Test("TEAM-002 who is no member, or only looks, neither plans nor keeps nor reverts")
  func strangers() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.edit("staging", "report", code: "return ['hotfix'];")
    try landscape.edit("dev", "order", code: "return ['new'];")
    try await landscape.sync("staging")
    let before = try InstanceState(try landscape.simulator("staging"))
    let eve = try landscape.context(as: Person(name: "Eve", email: "eve@example.org"))
    let tip = try landscape.tip("main")
    let decision = DecideDrift(eve, environment: Self.staging, workflow: Self.report, reason: "mine")
    #expect(throws: OpsError.self) { try decision.keep() }
    await #expect(throws: OpsError.self) { try await decision.revert() }
    let (pipeline, stage) = try eve.ledger.stage(into: Self.staging, pipeline: nil)
    await #expect(throws: OpsError.self) {
      try await PlanPromotion(
        eve, pipeline: pipeline, stage: stage, selection: [Slug(from: "order-intake")], reason: nil
      )
      .run()
    }
    #expect(try landscape.folder.git("for-each-ref", "refs/heads/promotion") == "")
    #expect(try landscape.tip("main") == tip)
    #expect(try InstanceState(try landscape.simulator("staging")) == before)
  }
}
