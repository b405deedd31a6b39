import Governance
import JSON
import Ledger
import Simulator
import Testing

@testable import Operations

@Suite("Where a canonical workflow lives")
struct ChangeMappingTests {
  private let dev = Slug(from: "dev")
  private let report = Slug(from: "weekly-report")

  private func decide(_ landscape: Landscape, _ decision: ChangeMapping.Decision) throws {
    _ = try ChangeMapping(
      try landscape.context(), environment: dev, workflow: report, decision: decision
    ).run()
  }

  private func status(_ landscape: Landscape) throws -> MappingStatus {
    let context = try landscape.context()
    let record = try context.workspace.mainTree().value(
      CanonicalWorkflow.self, at: Landscape.tenant.workflow(report))
    let isPresent = try landscape.text("workflows/weekly-report.json", on: "observed/acme/dev") != nil
    return MappingStatus(decided: record?.mappings[dev]?.status, isPresent: isPresent)
  }

  @Test("CAN-004 DELETED goes before IGNORED before MISSING before LINKED, by decision and by what runs")
  func precedence() async throws {
    let landscape = try Landscape()
    try await landscape.govern(["dev"])
    #expect(try status(landscape) == .linked)
    try landscape.simulator("dev").delete(workflowID: try #require(landscape.ids["dev"]?["report"]))
    #expect(try await landscape.sync("dev").coverage.missing == 1)
    #expect(try status(landscape) == .missing)
    #expect(try landscape.check("dev").findings.map(\.kind) == [.missing])
    try decide(landscape, .ignore)
    #expect(try await landscape.sync("dev").coverage.missing == 0)
    #expect(try status(landscape) == .ignored)
    #expect(try landscape.check("dev").findings == [])
    try decide(landscape, .unignore)
    #expect(try status(landscape) == .missing)
    try decide(landscape, .delete)
    #expect(try status(landscape) == .deleted)
    #expect(try landscape.check("dev").findings == [])
    try decide(landscape, .unlink)
    #expect(try status(landscape) == .unmapped)
    #expect(
      try landscape.folder.git("log", "-4", "--format=%an %s", "main")
        == """
        Dan canonical: unlink weekly-report in dev
        Dan canonical: delete weekly-report in dev
        Dan canonical: unignore weekly-report in dev
        Dan canonical: ignore weekly-report in dev
        """)
  }

  @Test("CAN-008 what is unlinked is unmanaged at once, and what is linked again is managed at once")
  func unlink() async throws {
    let landscape = try Landscape()
    try await landscape.govern(["dev"])
    let id = try #require(landscape.ids["dev"]?["report"])
    try decide(landscape, .unlink)
    #expect(try landscape.text("unmanaged/\(id).json", on: "observed/acme/dev") != nil)
    #expect(try landscape.text("workflows/weekly-report.json", on: "observed/acme/dev") == nil)
    try decide(landscape, .link(id: id))
    #expect(try landscape.text("unmanaged/\(id).json", on: "observed/acme/dev") == nil)
    #expect(try status(landscape) == .linked)
  }

  @Test("ENV-015 ENV-017 out of governance and back is no way around an approval", arguments: [false, true])
  func noWayAround(isDrifted: Bool) async throws {
    let landscape = try Landscape()
    try await landscape.govern(["prod"])
    let prod = Slug(from: "prod")
    if isDrifted {
      try landscape.edit("prod", "report", code: "return ['hotfix'];")
      try await landscape.sync("prod")
    }
    let main = try landscape.tip("main")
    for decision in [ChangeMapping.Decision.unlink, .delete] {
      let change = ChangeMapping(
        try landscape.context(), environment: prod, workflow: report, decision: decision)
      if isDrifted {
        let error = #expect(throws: OpsError.self) { try change.run() }
        #expect(error?.what == "The workflow has drifted")
      } else {
        #expect(try change.run().landing.branch?.hasPrefix("change/acme/") == true)
      }
    }
    #expect(try landscape.tip("main") == main)
  }

  @Test("INC-004 what was approved anew is not told as reverted")
  func approvedAnew() async throws {
    let landscape = try Landscape()
    try await landscape.govern(["staging"])
    let staging = Slug(from: "staging")
    try landscape.edit("staging", "report", code: "return ['hotfix'];")
    try await landscape.sync("staging")
    let incident = try #require(try landscape.check("staging").incident)
    _ = try ChangeMapping(
      try landscape.context(), environment: staging, workflow: report, decision: .unlink
    ).run()
    _ = try Onboard(try landscape.context(), environment: staging, selection: nil).run()
    let ended = try #require(try landscape.check("staging").incident)
    #expect(ended.id == incident.id && ended.resolution == .kept)
  }

  @Test("CAN-004 one that vanished and came back is linked again by itself")
  func cameBack() async throws {
    let landscape = try Landscape(.v2_40_7)
    try await landscape.govern(["dev"])
    let id = try #require(landscape.ids["dev"]?["report"])
    let before = try landscape.tip("observed/acme/dev^{tree}")
    for step in ["archive", "unarchive"] {
      try await landscape.post("workflows/\(id)/\(step)", to: "dev")
      let report = try await landscape.sync("dev")
      #expect(report.coverage.missing == (step == "archive" ? 1 : 0))
    }
    // It came back switched off, which is all that differs.
    let changed = try landscape.folder.git("diff", "--name-only", before, "observed/acme/dev")
    #expect(changed == "workflows/weekly-report.json")
    #expect(try status(landscape) == .linked)
  }

  @Test("CAN-004 one that was made again under another id is missing, said, and linked by a person")
  func recreated() async throws {
    let landscape = try Landscape()
    try await landscape.govern(["dev"])
    let simulator = try landscape.simulator("dev")
    let old = try #require(landscape.ids["dev"]?["report"])
    let document = try landscape.live("dev", "report")
    try simulator.delete(workflowID: old)
    let new = try simulator.load(workflow: document, active: true)
    let report = try await landscape.sync("dev")
    #expect((report.coverage.missing, report.coverage.unmanaged) == (1, 1))
    #expect(
      report.recreated == [
        "weekly-report is missing, and \(new) has its name: if it was made again, n8n-ops canonical link weekly-report \(new) --env dev"
      ])
    try decide(landscape, .link(id: new))
    let after = try await landscape.sync("dev")
    #expect((after.coverage.missing, after.coverage.unmanaged) == (0, 0))
    #expect(after.recreated == [])
    #expect(try landscape.check("dev").findings == [])
  }

  @Test("CAN-008 an id that is another's, or that nobody saw, is refused and nothing is committed")
  func refused() async throws {
    let landscape = try Landscape()
    try await landscape.govern(["dev"])
    let main = try landscape.tip("main")
    let taken = try #require(landscape.ids["dev"]?["order"])
    let error = #expect(throws: OpsError.self) { try decide(landscape, .link(id: taken)) }
    #expect(error?.why == "it is order-intake")
    #expect(throws: OpsError.self) { try decide(landscape, .link(id: "../../main")) }
    #expect(try landscape.tip("main") == main)
  }

  @Test("CAN-004 one that is still there is recorded as gone only where the policy lets it be deleted")
  func deleteWhatRuns() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    func delete(in environment: String) throws -> (
      mapping: WorkflowMapping?, landing: Landing, warnings: [String]
    ) {
      try ChangeMapping(
        try landscape.context(), environment: Slug(from: environment), workflow: report, decision: .delete
      ).run()
    }
    let main = try landscape.tip("main")
    #expect(try delete(in: "prod").landing.branch?.hasPrefix("change/acme/") == true)
    #expect(try landscape.tip("main") == main, "production wants an approval")
    let id = try #require(landscape.ids["staging"]?["report"])
    #expect(
      try delete(in: "staging").warnings == [
        "delete in staging (staging) is discouraged by policy.",
        "weekly-report is still there (\(id), active) and unmanaged from now on.",
      ])
    try landscape.simulator("prod").delete(workflowID: try #require(landscape.ids["prod"]?["report"]))
    try await landscape.sync("prod")
    let recorded = try delete(in: "prod")
    #expect(recorded.landing.commit != nil && recorded.warnings.isEmpty, "what is gone can be recorded")
  }
}
