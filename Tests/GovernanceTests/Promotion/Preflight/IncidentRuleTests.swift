import Testing

@testable import Governance

@Suite("Check: open incident")
struct IncidentRuleTests {
  private func check(_ workflows: [Slug]?) throws -> PreflightCheck {
    var fixture = try PreflightFixture()
    if let workflows {
      fixture.facts.incident = (try #require(RecordID("20261124T174015Z-k3f9qz")), workflows)
    }
    return fixture.check(IncidentRule())
  }

  @Test("POL-005 passes without one, and with one about other workflows")
  func passes() throws {
    #expect(try check(nil).evidence == ["test has no open incident"])
    #expect(
      try check([]).evidence == ["incident 20261124T174015Z-k3f9qz of test does not concern these workflows"])
    #expect(try check([]).outcome == .passed)
  }

  @Test("POL-005 drift of these workflows that nobody decided on fails it")
  func fails() throws {
    expectFailed(
      try check([try #require(Slug("order"))]), "incident 20261124T174015Z-k3f9qz is open for order")
  }
}
