import JSON
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
  func hostile(_ json: JSON?) {
    _ = WorkflowFacts.nodeCount(json)
    _ = WorkflowFacts.all(json ?? nil)
    #expect(WorkflowFacts.triggers(json).isEmpty)
    #expect(WorkflowFacts.nodeCount(workflow("n8n-nodes-base.stickyNote", "n8n-nodes-base.set")) == 1)
  }
}
