import JSON
import Testing

@testable import Governance

@Suite("Check: dependencies")
struct DependencyRuleTests {
  @Test("PROMO-001 passes with how many move")
  func passes() throws {
    var fixture = try PreflightFixture()
    #expect(
      fixture.check(DependencyRule()).evidence == ["2 workflows with all sub-workflows and error workflows"])
    fixture.facts.items.removeLast()
    #expect(
      fixture.check(DependencyRule()).evidence == ["1 workflow with all sub-workflows and error workflows"])
  }

  @Test("PROMO-001 a call of a workflow that nobody manages fails it")
  func unmanaged() throws {
    var fixture = try PreflightFixture()
    fixture.facts.unmanagedReferences = [(fixture.order, "abc")]
    expectFailed(fixture.check(DependencyRule()), "order calls n8n workflow abc, which is not managed")
  }

  @Test("a sub-workflow that is chosen at run time is a warning")
  func dynamic() throws {
    var fixture = try PreflightFixture()
    try fixture.edit { content in
      content.set(
        [
          "id": "2", "name": "Set", "type": "n8n-nodes-base.executeWorkflow", "typeVersion": 1,
          "position": [1, 1],
          "parameters": ["workflowId": "={{ $json.id }}"],
        ], at: try JSONPointer("/nodes/1"))
    }
    let check = fixture.check(DependencyRule())
    #expect(check.outcome == .warning)
    #expect(check.evidence == ["order chooses a sub-workflow at run time, which cannot be checked"])
  }
}
