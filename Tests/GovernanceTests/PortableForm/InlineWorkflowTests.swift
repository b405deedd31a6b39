import JSON
import RulesLaws
import Testing

@testable import Governance

@Suite("A workflow inside a parameter") struct InlineWorkflowTests {
  private static let types = [
    "n8n-nodes-base.executeWorkflow", "@n8n/n8n-nodes-langchain.toolWorkflow",
    "@n8n/n8n-nodes-langchain.retrieverWorkflow",
  ]

  private static func inner(_ environment: String) -> JSON {
    [
      "name": "Inside",
      "nodes": [
        [
          "id": "n1", "name": "Say", "type": "n8n-nodes-base.slack", "typeVersion": 1.0, "position": [1, 2],
          "credentials": [
            "slackApi": [
              "id": .string("\(environment)-slackApi"), "name": .string("\(environment) slackApi"),
            ]
          ],
        ],
        [
          "name": "Call", "type": "n8n-nodes-base.executeWorkflow", "notes": "kept",
          "parameters": ["workflowId": .string("\(environment)-mail-id")],
        ],
      ], "settings": ["errorWorkflow": .string("\(environment)-alarm-id"), "timezone": "DEFAULT"],
    ]
  }

  private static func workflow(_ text: String, type: String = types[0], source: JSON = "parameter") -> JSON {
    [
      "id": "own0123456789abc", "name": "W", "connections": [:],
      "nodes": [
        [
          "name": "N", "type": .string(type), "typeVersion": 1,
          "parameters": ["source": source, "workflowJson": .string(text)],
        ]
      ],
    ]
  }

  private static func text(in workflow: JSON) -> String {
    workflow["nodes"]?[0]?["parameters"]?["workflowJson"]?.stringValue ?? ""
  }

  @Test("its credentials, workflows and error workflow become symbols, all else stays", arguments: types)
  func translated(_ type: String) throws {
    let result = TwoEnvironments.portable(
      Self.workflow(Self.inner("dev").text(.pretty), type: type), TwoEnvironments.development)
    let inner = try JSON(parsing: Self.text(in: result.workflow))
    #expect(inner["nodes"]?[0]?["credentials"] == ["slackApi": ["name": "slackApi-main"]])
    #expect(inner["nodes"]?[1]?["parameters"]?["workflowId"] == "workflow:mail")
    #expect(inner["nodes"]?[1]?["notes"] == "kept")
    #expect(inner["nodes"]?[0]?["id"] == "n1")
    #expect(inner["settings"] == ["errorWorkflow": "workflow:alarm", "timezone": "DEFAULT"])
    #expect(result.reports.isEmpty)
  }

  @Test(
    "it is the same text from two environments, in the layout in which people wrote it",
    arguments: [
      { $0.text(.pretty) }, { $0.text(.compact) }, { $0.text(.prettySorted) },
      { $0.text(.pretty).replacing("  ", with: "\t") },
    ] as [@Sendable (JSON) -> String])
  func sameText(_ write: @Sendable (JSON) -> String) throws {
    let one = TwoEnvironments.portable(
      Self.workflow(write(Self.inner("dev"))), TwoEnvironments.development
    ).workflow
    let two = TwoEnvironments.portable(
      Self.workflow(write(Self.inner("prod"))), TwoEnvironments.production
    ).workflow
    #expect(TwoEnvironments.blob(one) == TwoEnvironments.blob(two))
    let result = TwoEnvironments.n8n(one, TwoEnvironments.production)
    #expect(Self.text(in: result.document) == write(Self.inner("prod")))
    #expect(result.unresolved.isEmpty)
  }

  @Test("what has no counterpart is reported, with the place inside")
  func unresolved() {
    let text = Self.inner("elsewhere").text(.compact)
    let result = TwoEnvironments.portable(Self.workflow(text), TwoEnvironments.development)
    let place = "/nodes/0/parameters/workflowJson"
    #expect(
      result.reports.map { "\($0.kind) \($0.pointer)" } == [
        "unmappedCredential \(place)/nodes/0/credentials/slackApi",
        "unmappedWorkflow \(place)/nodes/1/parameters/workflowId", "unmappedWorkflow \(place)",
      ])
    #expect(Self.text(in: result.workflow) == text)
    let written = TwoEnvironments.n8n(result.workflow, TwoEnvironments.production)
    #expect(
      written.unresolved.map(\.kind) == [.unmappedCredential, .unmappedWorkflow, .unmappedWorkflow])
  }

  @Test("one inside another is translated too") func nested() throws {
    let text = Self.workflow(Self.inner("dev").text(.pretty)).text(.compact)
    let result = TwoEnvironments.portable(Self.workflow(text), TwoEnvironments.development).workflow
    let inner = try JSON(parsing: Self.text(in: JSON(parsing: Self.text(in: result))))
    #expect(inner["nodes"]?[0]?["credentials"] == ["slackApi": ["name": "slackApi-main"]])
  }

  @Test(
    "what is no workflow before the node runs stays, and is reported",
    arguments: ["={{ $json.workflow }}", "{", "[]"])
  func dynamic(_ text: String) {
    let result = TwoEnvironments.portable(Self.workflow(text), TwoEnvironments.development)
    #expect(Self.text(in: result.workflow) == text)
    #expect(result.reports.map(\.kind) == [.dynamicWorkflow])
    #expect(result.dependencies.hasDynamicWorkflows)
  }

  @Test(
    "where the node takes its sub-workflow from elsewhere, the text is only a text",
    arguments: ["url", "database"])
  func unused(_ source: String) {
    let text = Self.inner("dev").text(.pretty)
    let result = TwoEnvironments.portable(
      Self.workflow(text, source: .string(source)), TwoEnvironments.development)
    #expect(Self.text(in: result.workflow) == text)
    #expect(result.dependencies.credentials.isEmpty)
  }

  @Test("its credentials, workflows and node types are dependencies") func dependencies() {
    let result = TwoEnvironments.portable(
      Self.workflow(Self.inner("dev").text(.pretty)), TwoEnvironments.development
    ).dependencies
    #expect(result.credentials == [.logical(LogicalCredential(type: "slackApi", name: "slackApi-main"))])
    #expect(result.subWorkflows == [.canonical("mail")])
    #expect(result.nodeTypes.contains(NodeTypeReference(type: "n8n-nodes-base.slack", version: 1)))
    #expect(!result.hasDynamicWorkflows)
  }
}
