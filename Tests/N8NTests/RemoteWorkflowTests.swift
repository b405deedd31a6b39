import JSON
import N8N
import Testing

@Suite("N8N documents")
struct RemoteWorkflowTests {
  private let published: JSON = [
    "id": "a", "name": "A", "active": true, "versionId": "v2", "activeVersionId": "v1", "updatedAt": "t",
    "nodes": ["draft"], "connections": ["draft": true], "tags": [["id": "1", "name": "x"], 7],
    "shared": [
      ["role": "workflow:editor", "projectId": "q"], ["role": "workflow:owner", "projectId": "p"],
    ],
    "activeVersion": [
      "nodes": ["live"], "connections": [:], "nodeGroups": .null, "workflowPublishHistory": [],
    ],
  ]

  @Test("what runs is the published version, the draft is told")
  func running() throws {
    let workflow = try #require(RemoteWorkflow(published))
    #expect(workflow.hasUnpublishedDraft)
    #expect(workflow.running?["nodes"] == ["live"])
    #expect(workflow.running?["connections"] == [:])
    #expect(workflow.running?["name"] == "A")
    #expect(workflow.running?["nodeGroups"] == nil)
    #expect(workflow.json["nodes"] == ["draft"])
    #expect(workflow.hasPublishHistory == false)
    #expect(workflow.tags?.map(\.name) == ["x"])
    #expect(workflow.projectId == "p")
  }

  @Test("one graph, nothing running, members left out")
  func others() throws {
    let plain = try #require(RemoteWorkflow(["id": "a", "name": "A", "active": true, "nodes": ["n"]]))
    #expect(plain.running?["nodes"] == ["n"])
    #expect(!plain.hasUnpublishedDraft)
    #expect(plain.hasPublishHistory == nil)
    #expect(plain.tags == nil)
    let inactive = try #require(
      RemoteWorkflow(["id": 12, "name": "A", "versionId": "v", "activeVersionId": .null]))
    #expect(inactive.id == "12")
    #expect(inactive.running == nil)
    #expect(!inactive.hasUnpublishedDraft)
  }

  @Test(
    "what is no workflow is none",
    arguments: [
      .null, [], "a", ["id": "a"], ["name": "a"], ["id": [:], "name": "a"], ["id": "a", "name": 1],
    ] as [JSON])
  func notOne(_ json: JSON) { #expect(RemoteWorkflow(json) == nil) }

  @Test("EXEC-004 an execution's error and node are read where there are any; its data never prints")
  func executions() throws {
    let json: JSON = [
      "id": 7, "status": "error", "workflowId": "w",
      "data": [
        "resultData": ["error": ["message": "no route"], "lastNodeExecuted": "HTTP"], "x": "payload",
      ],
    ]
    let execution = try #require(RemoteExecution(json))
    #expect(execution.id == "7")
    #expect(execution.errorMessage == "no route")
    #expect(execution.lastNode == "HTTP")
    var dumped = ""
    dump(execution, to: &dumped)
    #expect(!"\(execution)\(dumped)".contains("payload"))
    let variable = try #require(RemoteVariable(["id": "1", "key": "TOKEN", "value": "payload"]))
    dump(variable, to: &dumped)
    #expect(!"\(variable)\(dumped)".contains("payload"))
  }
}
