import Testing

@testable import Governance

@Suite("Check: n8n version")
struct SettingsRuleTests {
  @Test("PROMO-002 passes where the target takes every setting")
  func passes() throws {
    #expect(try PreflightFixture().check(SettingsRule()).evidence == ["test takes every field"])
  }

  @Test("PROMO-002 a setting that would be lost fails it")
  func refused() throws {
    var fixture = try PreflightFixture()
    fixture.facts.refusedMembers = [(fixture.order, "binaryMode")]
    expectFailed(fixture.check(SettingsRule()), "order: test does not take binaryMode")
  }

  @Test("PROMO-002 what is only for people is left out and told")
  func leftOut() throws {
    var fixture = try PreflightFixture()
    fixture.facts.leftOut = [(fixture.order, "nodeGroups")]
    let check = fixture.check(SettingsRule())
    #expect(check.outcome == .warning)
    #expect(check.evidence == ["order: test does not take nodeGroups, which is left out"])
  }

  @Test("what is not known is skipped and says so")
  func skipped() throws {
    var fixture = try PreflightFixture()
    fixture.facts.refusedMembers = nil
    let check = fixture.check(SettingsRule())
    #expect(check.outcome == .skipped)
    #expect(check.remedy == "n8n-ops env test test")
  }
}
