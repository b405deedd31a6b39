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
    #expect(promotion.workflows.map(\.workflow.text) == ["customer-lookup", "order-intake"])
    #expect(promotion.workflows.map(\.outcome) == [.updated, .updated])
  }
}
