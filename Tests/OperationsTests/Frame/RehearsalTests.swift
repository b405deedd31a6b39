import Git
import Governance
import HTTP
import JSON
import Ledger
import Simulator
import Testing

@testable import Operations

/// Dry runs: the same code on a ledger that is thrown away.
@Suite("Rehearsing")
struct RehearsalTests {
  private let landscape: Landscape
  private let scratch: TestFolder

  init() throws {
    landscape = try Landscape()
    scratch = try TestFolder()
  }

  @Test("CAN-010 onboarding says the same, and the ledger is left alone")
  func onboard() async throws {
    try await landscape.sync("dev")
    let rehearsal = try rehearsal()
    let before = try state()
    let dry = try Onboard(
      try landscape.context(in: rehearsal), environment: Slug(from: "dev"), selection: nil
    ).run()
    #expect(!dry.items.isEmpty)
    #expect(try state() == before)
    let main = try #require(try rehearsal.changes().first { $0.ref.shortName == "main" })
    #expect(
      main.fate == .updated && main.commits == ["canonical: onboard \(dry.items.count) workflows of dev"])
    #expect(main.files.contains { $0.path.hasSuffix("baseline/order-intake.json") && $0.fate == .created })
    #expect(try landscape.onboard("dev").items == dry.items)
  }

  @Test("PROMO-001 a plan says the same, and no branch is made")
  func plan() async throws {
    try await landscape.govern()
    try landscape.edit("dev", "order", code: "return [1];")
    let rehearsal = try rehearsal()
    let before = try state()
    let context = try landscape.context(network: ReadingTransport(landscape.router), in: rehearsal)
    let (pipeline, stage) = try context.ledger.stage(into: Slug(from: "staging"), pipeline: nil)
    let report = try await PlanPromotion(
      context, pipeline: pipeline, stage: stage, selection: [Slug(from: "order-intake")], reason: nil
    ).run()
    #expect(report.promotion.workflows.count == 1)
    #expect(try state() == before)
    let branch = try #require(report.branch)
    let change = try #require(try rehearsal.changes().first { $0.ref.shortName == branch })
    #expect(change.fate == .created && change.commits.count == 1)
    #expect(change.files.map(\.fate) == [.updated, .created, .created])
  }

  @Test("PROMO-005 a promotion is proved and compared, and stops before its first write")
  func run() async throws {
    try await landscape.govern()
    try landscape.edit("dev", "order", code: "return [1];")
    let id = try await landscape.approved(["order-intake"])
    let rehearsal = try rehearsal()
    let before = (try state(), try workflows("staging"))
    let report = try await RunPromotions(
      try landscape.context(network: ReadingTransport(landscape.router), in: rehearsal)
    ).run()
    let promotion = try #require(report.finished.first)
    #expect(report.refused.isEmpty && promotion.id == id && promotion.isForeseen)
    #expect(promotion.workflows.map(\.outcome) == [.updated])
    #expect(promotion.approval?.by == Landscape.rita)
    #expect((try state(), try workflows("staging")) == before)
    #expect(try rehearsal.changes().contains { $0.ref.shortName.hasPrefix("snapshot/") })
    // Meant, it does just that.
    let meant = try await RunPromotions(try landscape.context()).run()
    #expect(meant.finished.map(\.status) == [.completed])
    #expect(meant.finished.first?.workflows.map(\.outcome) == [.updated])
  }

  @Test("a promotion whose target changed since the plan would fail, and nothing is written")
  func conflict() async throws {
    try await landscape.govern()
    try landscape.edit("dev", "order", code: "return [1];")
    _ = try await landscape.approved(["order-intake"])
    try landscape.edit("staging", "order", code: "return [2];")
    let before = (try state(), try workflows("staging"))
    let report = try await RunPromotions(
      try landscape.context(network: ReadingTransport(landscape.router), in: try rehearsal())
    ).run()
    #expect(report.finished.map(\.status) == [.failed])
    #expect(report.finished.first?.failure?.reason.contains("changed since the plan") == true)
    #expect((try state(), try workflows("staging")) == before)
  }

  @Test("a revert tells what it would write back")
  func revert() async throws {
    try await landscape.govern()
    try landscape.edit("prod", "order", code: "return [2];")
    let before = (try state(), try workflows("prod"))
    let promotion = try await DecideDrift(
      try landscape.context(network: ReadingTransport(landscape.router), in: try rehearsal()),
      environment: Slug(from: "prod"), workflow: Slug(from: "order-intake"), reason: "test"
    ).revert().promotion
    #expect(promotion.isForeseen && promotion.workflows.map(\.outcome) == [.updated])
    #expect((try state(), try workflows("prod")) == before)
  }

  private func rehearsal() throws -> Rehearsal {
    try Rehearsal(of: try Workspace.open(at: landscape.folder("repository")), in: scratch.path)
  }

  /// Refs and objects of the ledger.
  private func state() throws -> String {
    try landscape.folder.git("for-each-ref") + landscape.folder.git("count-objects", "-v")
  }

  private func workflows(_ name: String) throws -> [JSON] { try landscape.simulator(name).workflows }
}
