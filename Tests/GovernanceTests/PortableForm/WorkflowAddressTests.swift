import JSON
import RulesLaws
import Testing

@testable import Governance

@Suite("A workflow by its address") struct WorkflowAddressTests {
  private static func mappings(_ mail: String, _ old: String) -> EnvironmentMappings {
    var result = EnvironmentMappings()
    result.map(workflow: mail, to: "mail")
    result.map(workflow: old, to: "old")
    return result
  }

  private static let staging = mappings("aB3dE5fG7hJ9kL1m", "17")
  private static let production = mappings("zY8xW6vU4tS2rQ0p", "93")

  private static func workflow(_ type: String, _ name: String, _ address: String) -> JSON {
    [
      "name": "W", "connections": [:], "settings": [:], "tags": [], "active": false,
      "nodes": [
        [
          "id": "n", "name": "N", "type": .string(type), "typeVersion": 1, "position": [0, 0],
          "parameters": .object([name: ["__rl": true, "mode": "url", "value": .string(address)]]),
        ]
      ],
    ]
  }

  private static func value(_ json: JSON, _ name: String) -> JSON? {
    json["nodes"]?[0]?["parameters"]?[name]
  }

  @Test(
    "the id is what n8n takes out of an address",
    arguments: [
      ("https://n8n.example.com/workflow/aB3dE5", "aB3dE5"), ("/workflow/17", "17"),
      ("http://10.0.0.1:5678/n8n/workflow/aB3/executions/5?x=1", "aB3"), ("https://h/workflow/a-b", "a"),
      ("https://h/workflow/workflow/b7", "b7"), ("https://h/workflow/a1/workflow/", "a1"),
      ("workflow:mail", "workflow:mail"), ("https://h/workflow/", nil), ("https://h/workflows/a1", nil),
      ("=https://h/workflow/a1", nil), ("", nil),
    ] as [(String, String?)])
  func reference(_ text: String, _ id: String?) { #expect(WorkflowAddress.reference(in: text) == id) }

  @Test(
    "it is translated to the symbol, and to the path on the other instance; the host says nothing",
    arguments: [
      ("n8n-nodes-base.n8n", "workflowId"), ("n8n-nodes-base.executeWorkflow", "workflowId"),
      ("n8n-nodes-x.caller", "flow"),
    ])
  func translated(_ type: String, _ name: String) {
    let addresses = [
      ("https://staging.example.com/workflow/aB3dE5fG7hJ9kL1m", Self.staging),
      ("https://n8n.example.com/workflow/zY8xW6vU4tS2rQ0p?x=1", Self.production),
    ]
    let portable = addresses.map { TwoEnvironments.portable(Self.workflow(type, name, $0.0), $0.1) }
    #expect(portable[0].workflow == portable[1].workflow)
    #expect(portable.allSatisfy { $0.reports.isEmpty && !$0.dependencies.hasDynamicWorkflows })
    #expect(portable[0].dependencies.subWorkflows == [.canonical("mail")])
    #expect(
      Self.value(portable[0].workflow, name) == ["__rl": true, "mode": "url", "value": "workflow:mail"])
    let out = TwoEnvironments.n8n(portable[0].workflow, Self.production)
    #expect(out.unresolved.isEmpty)
    #expect(
      Self.value(out.document, name) == ["__rl": true, "mode": "url", "value": "/workflow/zY8xW6vU4tS2rQ0p"])
    let back = TwoEnvironments.portable(TwoEnvironments.stored(out), Self.production).workflow
    #expect(back == portable[0].workflow)
    #expect(TwoEnvironments.portable(back, Self.production).workflow == back)
  }

  @Test("a number is one of a workflow only where the name says so") func numbers() {
    func portable(_ name: String) -> JSON? {
      let workflow = Self.workflow("n8n-nodes-x.caller", name, "https://jobs.example.com/workflow/17")
      return Self.value(TwoEnvironments.portable(workflow, Self.staging).workflow, name)?["value"]
    }
    #expect(portable("subWorkflow") == "workflow:old")
    #expect(portable("job") == "https://jobs.example.com/workflow/17")
  }

  @Test("a symbol without a counterpart is unresolved") func unresolved() {
    let portable = Self.workflow("n8n-nodes-base.n8n", "workflowId", "workflow:nobody")
    let out = TwoEnvironments.n8n(portable, Self.production)
    #expect(out.unresolved.map(\.kind) == [.unmappedWorkflow])
  }
}
