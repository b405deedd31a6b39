import Testing

@testable import Governance

@Suite("Check: class guards")
struct GuardRuleTests {
  @Test("ENV-015 passes with what the policy says of both ends")
  func passes() throws {
    let check = try PreflightFixture().check(GuardRule())
    #expect(check.outcome == .passed)
    #expect(check.evidence == ["promoteFrom dev (development): allowed; promoteInto test (staging): allowed"])
  }

  @Test("ENV-015 a blocked end fails it")
  func blocked() throws {
    expectFailed(
      try PreflightFixture(sourceClass: .production).check(GuardRule()),
      "promoteFrom dev (production) is blocked")
  }

  @Test("ENV-015 a policy that does not name the actions blocks both ends")
  func unnamed() throws {
    var fixture = try PreflightFixture()
    fixture.facts.guards = GuardPolicy(actions: [:])
    expectFailed(
      fixture.check(GuardRule()), "promoteFrom dev (development) is blocked",
      "promoteInto test (staging) is blocked")
  }

  @Test("ENV-018 what is discouraged is a warning")
  func warning() throws {
    let check = try PreflightFixture(targetClass: .development).check(GuardRule())
    #expect(check.outcome == .warning)
    #expect(check.evidence == ["promoteInto test (development) is discouraged"])
  }
}
