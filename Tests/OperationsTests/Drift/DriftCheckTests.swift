import Governance
import JSON
import Ledger
import Simulator
import Testing

@testable import Operations

@Suite("Checking for drift")
struct DriftCheckTests {
  private func governed(_ release: N8NRelease = .v2_40_7) async throws -> Landscape {
    let landscape = try Landscape(release)
    try await landscape.govern()
    return landscape
  }

  @Test("DRIFT-002 what runs as approved is in sync, and opens nothing", arguments: N8NRelease.allCases)
  func inSync(_ release: N8NRelease) async throws {
    let landscape = try await governed(release)
    let report = try landscape.check("prod")
    #expect(report.status == .inSync)
    #expect(report.incident == nil)
    #expect(report.words == "what runs is what is approved")
    #expect(try landscape.context().ledger.status(of: Slug(from: "prod")).drift == .inSync)
  }

  @Test(
    "ENV-006 after a later sync the verdict of the last check is not repeated, and it is said that it differs"
  )
  func standing() async throws {
    let landscape = try await governed()
    let prod = Slug(from: "prod")
    _ = try landscape.check("prod")
    let ledger = try landscape.context().ledger
    let main = try ledger.workspace.mainTree()
    let record = try ledger.environment(prod, in: main)
    #expect(try ledger.standing(of: prod, record, main: main).remarks == [])
    try landscape.edit("prod", "order", code: "return ['hotfix'];")
    try await landscape.sync("prod")
    let standing = try ledger.standing(of: prod, record, main: main)
    #expect(standing.status.drift == .driftDetected)
    #expect(
      standing.remarks.first?.contains("found: Matches approved. What was read or approved since") == true)
    _ = try landscape.check("prod")
    #expect(try ledger.standing(of: prod, record, main: try ledger.workspace.mainTree()).remarks == [])
  }

  @Test("ENV-006 one that cannot be compared is an error with its reason, and the others are listed")
  func incomparable() async throws {
    let landscape = try await governed()
    let context = try landscape.context(as: Landscape.rita)
    let (staging, prod) = (Slug(from: "staging"), Slug(from: "prod"))
    try context.workspace.commit(to: context.workspace.main, as: context.act()) {
      (_, edit) throws(OpsError) in
      edit.put(Array("{".utf8), at: Landscape.tenant.overlay(prod))
      return CommitNote("test", "break the overlay", tenant: nil, action: "test")
    }
    let main = try context.workspace.mainTree()
    let broken = try context.ledger.standing(
      of: prod, try context.ledger.environment(prod, in: main), main: main)
    #expect(broken.status.drift == .error)
    #expect(broken.remarks.first?.contains("overlay.json") == true, "\(broken.remarks)")
    let other = try context.ledger.standing(
      of: staging, try context.ledger.environment(staging, in: main), main: main)
    #expect(other.status.drift == .inSync)
  }

  @Test("DRIFT-002 an environment that was never onboarded is new, not drifted")
  func new() async throws {
    let landscape = try Landscape()
    #expect(try landscape.check("prod").status == .new)
    try await landscape.sync("prod")
    #expect(try landscape.check("prod").status == .new)
  }

  @Test(
    "DRIFT-003 INC-001 an edit is a finding with hashes, risk and words, and opens an incident",
    arguments: N8NRelease.allCases)
  func modified(_ release: N8NRelease) async throws {
    let landscape = try await governed(release)
    try landscape.edit("prod", "order", code: "return ['hotfix'];")
    try await landscape.sync("prod")
    let report = try landscape.check("prod")
    #expect(report.status == .driftDetected)
    let finding = try #require(report.findings.first)
    #expect(report.findings.count == 1)
    #expect((finding.kind, finding.workflow, finding.name) == (.modified, "order-intake", "Order intake"))
    #expect(finding.baselineHash != finding.observedHash)
    #expect(!finding.changes.isEmpty)
    let incident = try #require(report.incident)
    #expect(incident.status == .open)
    #expect(incident.findings == report.findings)
    #expect(
      try landscape.folder.git("log", "-1", "--format=%an|%s|%(trailers:key=N8nOps-Target,valueonly)", "main")
        == "n8n-ops|incident: opened in prod: 1 workflow differs|\(incident.id)")
  }

  @Test("INC-001 checking again changes nothing; more drift updates the same incident")
  func again() async throws {
    let landscape = try await governed()
    try landscape.edit("prod", "order", code: "return ['hotfix'];")
    try await landscape.sync("prod")
    let first = try landscape.check("prod")
    let tip = try landscape.tip("main")
    #expect(try landscape.check("prod").incident?.id == first.incident?.id)
    #expect(try landscape.tip("main") == tip)
    try landscape.edit("prod", "report", code: "return ['too'];")
    try await landscape.sync("prod")
    let second = try landscape.check("prod")
    #expect(second.incident?.id == first.incident?.id)
    #expect(second.incident?.findings.count == 2)
    #expect(
      try landscape.folder.git("ls-tree", "--name-only", "main", "state/tenants/acme/incidents/").split(
        separator: "\n"
      ).count == 1)
  }

  @Test("POL-003 drift that was undone in n8n resolves the incident")
  func resolved() async throws {
    let landscape = try await governed()
    try landscape.edit("prod", "order", code: "return ['hotfix'];")
    try await landscape.sync("prod")
    try landscape.check("prod")
    try landscape.edit("prod", "order", code: "return $input.all();")
    try await landscape.sync("prod")
    let report = try landscape.check("prod")
    #expect(report.status == .inSync)
    #expect(report.incident?.status == .resolved)
    #expect(try landscape.check("prod").incident == nil)
  }

  @Test("DRIFT-003 one that was deleted is missing")
  func missing() async throws {
    let landscape = try await governed()
    try landscape.simulator("prod").delete(workflowID: try #require(landscape.ids["prod"]?["report"]))
    try await landscape.sync("prod")
    let report = try landscape.check("prod")
    #expect(report.findings.map(\.kind) == [.missing])
    #expect(report.findings.first?.workflow == "weekly-report")
    #expect(report.incident?.severity == .critical)
  }

  @Test("DRIFT-003 one that was switched off drifted", arguments: N8NRelease.allCases)
  func deactivated(_ release: N8NRelease) async throws {
    let landscape = try await governed(release)
    let id = try #require(landscape.ids["prod"]?["report"])
    try await landscape.deactivate(id, in: "prod")
    try await landscape.sync("prod")
    #expect(try landscape.check("prod").findings.map(\.workflow) == ["weekly-report"])
  }

  @Test("DRIFT-004 one that nobody approved is told apart from drift")
  func untracked() async throws {
    let landscape = try await governed()
    try landscape.simulator("prod").load(workflow: Stock(.v2_40_7).fresh("Shadow"), active: true)
    try await landscape.sync("prod")
    let report = try landscape.check("prod")
    #expect(report.status == .inSync)
    #expect(report.untracked.map(\.name) == ["Shadow"])
  }

  @Test("a node that was only moved is no drift")
  func cosmetic() async throws {
    let landscape = try await governed()
    try landscape.simulator("prod").edit(
      workflowID: try #require(landscape.ids["prod"]?["order"]), publish: true
    ) {
      $0.set([448, 96], at: JSONPointer().appending("nodes").appending(1).appending("position"))
    }
    let report = try await landscape.sync("prod")
    #expect(report.changed == 1)
    #expect(try landscape.check("prod").status == .inSync)
  }

  @Test("DRIFT-005 development is compared and labelled, and opens no incident")
  func development() async throws {
    let landscape = try await governed()
    try landscape.edit("dev", "order", code: "return ['work'];")
    try await landscape.sync("dev")
    let report = try landscape.check("dev")
    #expect(report.status == .driftDetected)
    #expect(report.incident == nil)
  }

  @Test("CAN-002 what is ignored does not drift")
  func ignored() async throws {
    let landscape = try await governed()
    let context = try landscape.context()
    try context.workspace.commit(to: context.workspace.main, as: context.act()) {
      (tree, edit) throws(OpsError) in
      let path = Landscape.tenant.workflow(Slug(from: "order-intake"))
      guard var record = try tree.value(CanonicalWorkflow.self, at: path) else { return nil }
      record.mappings[Slug(from: "prod")]?.status = .ignored
      try edit.put(record, at: path)
      return CommitNote("test", "ignore", tenant: nil, action: "test")
    }
    try landscape.edit("prod", "order", code: "return ['hotfix'];")
    try await landscape.sync("prod")
    #expect(try landscape.check("prod").status == .inSync)
  }

  @Test("INC-001 two checks at once make one incident")
  func race() async throws {
    let landscape = try await governed()
    try landscape.edit("prod", "order", code: "return ['hotfix'];")
    try await landscape.sync("prod")
    let contexts = try (0..<4).map { _ in try landscape.context() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for context in contexts {
        group.addTask { _ = try DriftCheck(context, environment: Slug(from: "prod")).run() }
      }
      try await group.waitForAll()
    }
    let ledger = try landscape.context().ledger
    #expect(try ledger.incidents(in: try ledger.workspace.mainTree()).count == 1)
  }
}
