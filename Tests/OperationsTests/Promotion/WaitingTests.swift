import Governance
import Ledger
import Testing

@testable import Operations

@Suite("An approved promotion that cannot run now")
struct WaitingTests {
  private static let staging = Slug(from: "staging")

  @Test("PROMO-005 waits while the target is out of reach, and runs when it is back")
  func outage() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.edit("dev", "report", code: "return ['new'];")
    let id = try await landscape.approved(["weekly-report"])
    let address = landscape.router.address("staging")
    landscape.router.disconnect("staging")
    let report = try await landscape.run()
    #expect(report.finished.isEmpty)
    #expect(report.refused.map(\.id) == [id])
    #expect(try landscape.promotion(id).status == .pendingApproval)
    landscape.router.connect("staging", to: try #require(address))
    #expect(try await landscape.run().finished.map(\.status) == [.completed])
    #expect(try landscape.check("staging").status == .inSync)
  }

  @Test("PROMO-005 a target that changed since the plan is no outage: it fails")
  func changed() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.edit("dev", "report", code: "return ['new'];")
    let id = try await landscape.approved(["weekly-report"])
    try landscape.edit("staging", "report", code: "return ['hotfix'];")
    try await landscape.run()
    #expect(try landscape.promotion(id).status == .failed)
  }

  @Test("a record that cannot be read is told, and keeps nothing else from running")
  func unreadable() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.edit("dev", "report", code: "return ['new'];")
    let id = try await landscape.approved(["weekly-report"])
    let broken = try #require(RecordID("20260101T000000Z-abcdef"))
    let context = try landscape.context()
    try context.workspace.commit(to: context.workspace.main, as: context.act()) {
      (_, edit) throws(OpsError) in
      edit.put(Array("{".utf8), at: Landscape.tenant.promotion(broken))
      return CommitNote("test", "break", tenant: nil, action: "test")
    }
    #expect(try landscape.check("prod").status == .inSync)
    let report = try await landscape.run()
    #expect(report.finished.map(\.id) == [id])
    #expect(report.refused.map(\.id) == [broken])
    #expect(report.refused.first?.reason.contains("cannot be read") == true)
  }
}
