import JSON
import Testing

@testable import Governance

@Suite("Check: triggers")
struct TriggerRuleTests {
  private func outcome(_ type: String, isDisabled: Bool = false) throws -> PreflightCheck {
    var fixture = try PreflightFixture()
    fixture.facts.items.removeLast()
    try fixture.edit { content in
      content.set(.string(type), at: try JSONPointer("/nodes/0/type"))
      if isDisabled { content.set(true, at: try JSONPointer("/nodes/0/disabled")) }
    }
    return fixture.check(TriggerRule())
  }

  @Test(
    "PROMO-002 what starts a workflow",
    arguments: [
      "n8n-nodes-base.webhook", "n8n-nodes-base.scheduleTrigger", "n8n-nodes-base.cron",
      "n8n-nodes-base.executeWorkflowTrigger", "@n8n/n8n-nodes-langchain.chatTrigger",
      "n8n-nodes-base.emailReadImap",
    ])
  func triggers(_ type: String) throws {
    #expect(try outcome(type).outcome == .passed)
  }

  @Test(
    "PROMO-002 what a person starts by hand does not count",
    arguments: ["n8n-nodes-base.manualTrigger", "n8n-nodes-base.start", "n8n-nodes-base.set", ""])
  func others(_ type: String) throws {
    expectFailed(try outcome(type), "order is active and has no enabled trigger")
  }

  @Test("PROMO-002 nor does a trigger that is disabled")
  func disabled() throws {
    expectFailed(
      try outcome("n8n-nodes-base.webhook", isDisabled: true), "order is active and has no enabled trigger")
  }

  @Test("what is not to be active needs none")
  func inactive() throws {
    var fixture = try PreflightFixture()
    fixture.facts.items.removeFirst()
    #expect(fixture.check(TriggerRule()).evidence == ["no workflow is to be active"])
  }
}
