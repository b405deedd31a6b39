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
    fixture.facts.refusedSettings = [(fixture.order, "binaryMode")]
    expectFailed(fixture.check(SettingsRule()), "order: test does not take binaryMode")
  }

  @Test("what is not known is skipped and says so")
  func skipped() throws {
    var fixture = try PreflightFixture()
    fixture.facts.refusedSettings = nil
    let check = fixture.check(SettingsRule())
    #expect(check.outcome == .skipped)
    #expect(check.remedy == "n8n-ops env test test")
  }
}
