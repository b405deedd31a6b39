import Testing

@testable import Governance

@Suite("Check: source")
struct SourceRuleTests {
  @Test(
    "outside development only what is approved there moves on",
    arguments: [EnvironmentClass.staging, .production])
  func unapproved(_ environmentClass: EnvironmentClass) throws {
    var fixture = try PreflightFixture(sourceClass: environmentClass)
    #expect(fixture.check(SourceRule()).outcome == .passed)
    fixture.facts.items[0].hashApprovedInSource = "other"
    fixture.facts.items[1].hashApprovedInSource = nil
    expectFailed(
      fixture.check(SourceRule()), "order runs in dev with other content than approved there",
      "lookup runs in dev with other content than approved there")
  }

  @Test("development is its own truth")
  func development() throws {
    var fixture = try PreflightFixture()
    fixture.facts.items[0].hashApprovedInSource = nil
    #expect(fixture.check(SourceRule()).outcome == .passed)
  }

  @Test("a draft that stays behind is a warning")
  func draft() throws {
    var fixture = try PreflightFixture()
    fixture.facts.items[0].hasDraftInSource = true
    let check = fixture.check(SourceRule())
    #expect(check.outcome == .warning)
    #expect(check.evidence == ["order has an unpublished draft in dev, which does not move"])
  }
}
