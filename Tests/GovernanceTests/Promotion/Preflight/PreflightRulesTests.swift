import Testing

@testable import Governance

@Suite("All checks before a promotion")
struct PreflightRulesTests {
  @Test("PROMO-002 each has a name of its own, and passes where nothing speaks against the promotion")
  func names() throws {
    let fixture = try PreflightFixture()
    let checks = PreflightRules.all.map { $0.check(fixture.facts) }
    #expect(Set(checks.map(\.check)).count == PreflightRules.all.count)
    #expect(checks.filter { $0.outcome != .passed } == [])
    #expect(checks.allSatisfy { $0.remedy == nil && !$0.evidence.contains("") && !$0.evidence.isEmpty })
  }

  @Test("outcomes are ordered from good to bad")
  func order() {
    #expect(
      [PreflightCheck.Outcome.failed, .skipped, .passed, .warning].sorted() == [
        .passed, .skipped, .warning, .failed,
      ])
  }
}
