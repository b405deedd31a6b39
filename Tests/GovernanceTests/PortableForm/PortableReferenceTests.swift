import JSON
import Testing

@testable import Governance

@Suite("What portable content names of its tenant") struct PortableReferenceTests {
  @Test("workflows and credentials with their places, also those of a workflow inside a parameter")
  func all() throws {
    let inner: JSON = [
      "settings": ["errorWorkflow": "workflow:alarm"],
      "nodes": [
        ["name": "Say", "type": "n8n-nodes-base.slack", "credentials": ["slackApi": ["name": "Bot"]]]
      ],
    ]
    let content: JSON = [
      "settings": ["callerIds": "workflow:one,W2"],
      "nodes": [
        [
          "name": "Call", "type": "n8n-nodes-base.executeWorkflow",
          "parameters": ["workflowId": "workflow:two", "note": "workflow:text"],
          "credentials": ["postgres": ["name": "CRM"], "smtp": ["id": "C1", "name": "Mail"]],
        ],
        [
          "name": "Carry", "type": "n8n-nodes-base.executeWorkflow",
          "parameters": ["source": "parameter", "workflowJson": .string(inner.text(.prettySorted))],
        ],
      ],
    ]
    let carried = "/nodes/1/parameters/workflowJson"
    let expected: [PortableReference.Target: String] = [
      .workflow("one"): "/settings/callerIds", .workflow("two"): "/nodes/0/parameters/workflowId",
      .credential(LogicalCredential(type: "postgres", name: "CRM")): "/nodes/0/credentials/postgres/name",
      .workflow("alarm"): carried, .credential(LogicalCredential(type: "slackApi", name: "Bot")): carried,
    ]
    let found = PortableReference.all(in: content, policy: Fixture.normalization)
    #expect(found.count == expected.count)
    for reference in found { #expect(expected[reference.target] == reference.pointer.description) }
  }
}
