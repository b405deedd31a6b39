import Testing

@testable import Governance

@Suite("Check: credentials")
struct CredentialRuleTests {
  private func check(
    _ findings: [PreflightFacts.CredentialFinding], isComplete: Bool = true, isUntranslated: Bool = false
  ) throws -> PreflightCheck {
    var fixture = try PreflightFixture()
    fixture.facts.credentials = findings.map { (LogicalCredential(type: "postgres", name: "CRM"), $0) }
    fixture.facts.isCredentialListComplete = isComplete
    if isUntranslated { fixture.facts.untranslatedCredentials = [(fixture.order, "smtp", "Mail")] }
    return fixture.check(CredentialRule())
  }

  @Test("PROMO-002 passes where none is used, all are mapped or found")
  func passes() throws {
    #expect(try check([]).evidence == ["no credential is used"])
    let both = try check([.mapped(id: "1"), .found(id: "2")])
    #expect(both.outcome == .passed)
    #expect(
      both.evidence == [
        "CRM (postgres) is mapped", "CRM (postgres) was found by type and name and gets mapped",
      ])
  }

  @Test("CRED-010 a credential that is missing, ambiguous or gone fails it")
  func fails() throws {
    expectFailed(
      try check([.missing, .ambiguous(count: 2), .gone(id: "9"), .mapped(id: "1")]),
      "CRM (postgres) is missing in test",
      "CRM (postgres) exists 2 times in test", "CRM (postgres) is mapped to 9, which test no longer has")
  }

  @Test("CRED-010 one without a logical name fails it")
  func untranslated() throws {
    expectFailed(try check([], isUntranslated: true), "order uses Mail (smtp), which has no logical name")
  }

  @Test("an instance that does not list its credentials is a warning where any is used")
  func incomplete() throws {
    #expect(try check([.mapped(id: "1")], isComplete: false).outcome == .warning)
    #expect(try check([], isComplete: false).outcome == .passed)
    #expect(try check([.missing], isComplete: false).outcome == .failed)
  }
}
