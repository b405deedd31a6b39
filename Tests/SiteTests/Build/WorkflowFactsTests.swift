import Governance
import JSON
import Ledger
import Testing

@testable import Site

@Suite("What a workflow's content says about it")
struct WorkflowFactsTests {
  private func workflow(_ types: String..., disabled: Bool = false) -> JSON {
    ["nodes": .array(types.map { ["type": .string($0), "name": .string($0), "disabled": .bool(disabled)] })]
  }

  @Test("what starts it, each kind once")
  func triggers() {
    #expect(
      WorkflowFacts.triggers(
        workflow(
          "n8n-nodes-base.webhook", "n8n-nodes-base.webhook", "n8n-nodes-base.cron",
          "n8n-nodes-base.gmailTrigger"))
        == ["Webhook", "Schedule", "Gmail"])
    #expect(WorkflowFacts.triggers(workflow("n8n-nodes-base.set")).isEmpty)
    #expect(WorkflowFacts.triggers(workflow("n8n-nodes-base.webhook", disabled: true)).isEmpty)
  }

  @Test(
    "sticky notes are no nodes, and shapes that are no workflow stop nothing",
    arguments: [nil, 7, ["nodes": "x"], ["nodes": [1, nil, [:]]]] as [JSON?])
  func hostile(_ json: JSON?) throws {
    let policy = try Rules.builtIn().normalization
    _ = WorkflowFacts.nodeCount(json)
    _ = WorkflowFacts.all(json ?? nil, policy: policy)
    #expect(WorkflowFacts.triggers(json).isEmpty)
    #expect(WorkflowFacts.nodeCount(workflow("n8n-nodes-base.stickyNote", "n8n-nodes-base.set")) == 1)
  }

  @Test("WF-005 what the analysis found, a secret before everything else loud, and never shown")
  func analysis()
    throws
  {
    // Put together here, so that no scanner takes this file for a leak.
    let secret = "hunter2" + "-correct-battery"
    let call: JSON = [
      "name": "Ask", "type": "n8n-nodes-base.httpRequest",
      "parameters": ["url": .string("https://shop:\(secret)@api.example.com/v1")],
    ]
    var workflow = workflow("n8n-nodes-base.webhook")
    workflow = ["nodes": .array((workflow["nodes"]?.arrayValue ?? []) + [call])]
    let facts = WorkflowFacts.all(workflow, policy: try Rules.builtIn().normalization)
    let tones = Dictionary(facts.map { ($0.label, $0.tone) }) { first, _ in first }
    #expect(tones["Secret"] == .bad && tones["On errors"] == .attention && tones["Shape"] == .quiet)
    #expect(facts.first { $0.label == "Calls" }?.value == "api.example.com (Ask)")
    #expect(!"\(facts)".contains(secret))
  }
}
