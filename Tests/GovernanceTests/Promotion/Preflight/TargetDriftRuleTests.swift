import Testing

@testable import Governance

@Suite("Check: target hotfix")
struct TargetDriftRuleTests {
  private func check(approved: String?, running: String?) throws -> PreflightCheck {
    var fixture = try PreflightFixture()
    fixture.facts.items[0].hashApprovedInTarget = approved
    fixture.facts.items[0].hashRunningInTarget = running
    return fixture.check(TargetDriftRule())
  }

  @Test(
    "passes where the target runs what is approved, has nothing, or has the goal already",
    arguments: [("old", "old"), (nil, nil), ("old", "new"), (nil, "new")] as [(String?, String?)])
  func passes(_ approved: String?, _ running: String?) throws {
    #expect(try check(approved: approved, running: running).outcome == .passed)
  }

  @Test("PROMO-002 a hotfix is a conflict")
  func hotfix() throws {
    expectFailed(try check(approved: "old", running: "hotfix"), "order was changed directly in test")
  }

  @Test("PROMO-002 one that is approved and was deleted")
  func missing() throws {
    expectFailed(try check(approved: "old", running: nil), "order is approved in test and missing there")
  }

  @Test("PROMO-002 a draft that somebody works on there")
  func draft() throws {
    var fixture = try PreflightFixture()
    fixture.facts.items[0].hasDraftInTarget = true
    expectFailed(
      fixture.check(TargetDriftRule()), "order has an unpublished draft in test, which would be overwritten")
  }

  @Test("PROMO-002 one that runs and nobody approved")
  func untracked() throws {
    expectFailed(
      try check(approved: nil, running: "theirs"), "order runs in test and was never approved there")
  }
}
