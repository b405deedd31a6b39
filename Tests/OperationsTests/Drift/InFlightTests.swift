import Governance
import Ledger
import Simulator
import Testing

@testable import Operations

@Suite("Drift between an approval and its end")
struct InFlightTests {
  @Test("DRIFT-002 a target that still runs what it ran before is no drift")
  func waiting() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.edit("dev", "report", code: "return [1];")
    _ = try await landscape.approved(["weekly-report"])
    let report = try landscape.check("staging")
    #expect(report.status == .inSync)
    #expect(report.incident == nil)
    try await landscape.run()
    #expect(try landscape.check("staging").status == .inSync)
  }

  @Test("DRIFT-002 one that is still to be made is not missing")
  func added() async throws {
    let landscape = try Landscape { stock, simulator, name in
      try stock.fill(simulator)
      if name == "dev" { try simulator.load(workflow: stock.fresh(), active: true) }
    }
    try await landscape.govern()
    _ = try await landscape.approved(["returns"])
    #expect(try landscape.check("staging").status == .inSync)
  }

  @Test("DRIFT-002 a hotfix meanwhile is drift all the same")
  func hotfix() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.edit("dev", "report", code: "return [1];")
    _ = try await landscape.approved(["weekly-report"])
    try landscape.edit("staging", "report", code: "return ['hotfix'];")
    try await landscape.sync("staging")
    #expect(try landscape.check("staging").findings.map(\.workflow) == ["weekly-report"])
  }

  @Test("GITPROMO-003 a hotfix that is about to be kept is resolved as kept, whatever is checked before")
  func keep() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.edit("prod", "order", code: "return ['hotfix'];")
    try await landscape.sync("prod")
    let id = try #require(try landscape.check("prod").incident?.id)
    let (promotion, _) = try DecideDrift(
      try landscape.context(), environment: Slug(from: "prod"), workflow: Slug(from: "order-intake"),
      reason: "why"
    ).keep()
    _ = try landscape.context(as: Landscape.rita).approve(promotion.id, note: nil)
    try landscape.check("prod")
    try await landscape.run()
    let ledger = try landscape.context().ledger
    #expect(try ledger.incident(id, in: try ledger.workspace.mainTree()).resolution == .kept)
  }
}
