import JSON
import N8N
import Testing

@Suite("N8N write bodies")
struct WriteBodyTests {
  private let old = Capabilities(version: N8NVersion(1, 123, 81))
  private let new = Capabilities(version: N8NVersion(2, 40, 7))

  private func goal(_ more: JSONObject = [:]) -> JSON {
    var goal: JSONObject = [
      "name": "A", "nodes": [["id": "1", "name": "N", "type": "t", "parameters": ["x": 1]]],
      "connections": [:], "settings": ["executionOrder": "v1"],
    ]
    for (key, value) in more { goal[key] = value }
    return .object(goal)
  }

  private func settings(_ settings: JSONObject) -> JSON { goal(["settings": .object(settings)]) }

  @Test("a body has what the instance takes; what it does not take is left out and told by its place")
  func allowList() throws {
    let node: JSON = [
      "id": "1", "name": "N", "type": "t", "color": 7, "customTelemetryTags": [:], "notes": .null,
    ]
    let goal = goal([
      "nodes": [node], "nodeGroups": [["id": "g"]], "pinData": ["N": []], "description": "d", "future": 1,
    ])
    let body = try WriteBody.create(goal, old)
    #expect(body.json.objectValue?.keys == ["name", "nodes", "connections", "settings"])
    #expect(body.json["nodes"]?[0] == ["id": "1", "name": "N", "type": "t"])
    #expect(
      body.findings.map(\.message) == [
        "/nodes/0/color is not taken by this n8n and was left out",
        "/nodes/0/customTelemetryTags is not taken by this n8n and was left out",
        "/description is not taken by this n8n and was left out",
        "/nodeGroups is not taken by this n8n and was left out",
        "/pinData is not taken by this n8n and was left out",
        "/future is not taken by this n8n and was left out",
      ])
    let update = try WriteBody.update(goal, replacing: goal, new)
    #expect(update.json["description"] == "d")
    #expect(update.json["pinData"] == ["N": []])
    #expect(update.findings.map(\.pointer.description) == ["/nodes/0/color", "/future"])
  }

  @Test("what only n8n writes is neither sent nor told, static data included")
  func ownFields() throws {
    let own: JSONObject = [
      "id": "x", "active": true, "versionId": "v", "versionCounter": 3, "triggerCount": 1,
      "isArchived": false,
      "createdAt": "t", "updatedAt": "t", "meta": ["a": 1], "shared": [["role": "x"]], "tags": [["id": "1"]],
      "staticData": ["lastId": 1], "activeVersion": ["nodes": []], "activeVersionId": "v",
      "sourceWorkflowId": .null,
    ]
    let body = try WriteBody.update(goal(own), replacing: nil, new)
    #expect(body.findings == [])
    #expect(own.keys.allSatisfy { body.json[$0] == nil })
  }

  @Test("a project goes with a new workflow where the instance takes it")
  func project() throws {
    #expect(try WriteBody.create(goal(), new, projectId: "p").json["projectId"] == "p")
    let body = try WriteBody.create(goal(), old, projectId: "p")
    #expect(body.json["projectId"] == nil)
    #expect(body.findings.map(\.pointer.description) == ["/projectId"])
  }

  @Test("settings the instance does not take are left out and told")
  func unknownSettings() throws {
    let body = try WriteBody.create(
      settings(["executionOrder": "v1", "timeSavedMode": "fixed", "engineType": "v2"]), old)
    #expect(body.json["settings"]?["executionOrder"] == "v1")
    #expect(body.json["settings"]?.objectValue?.keys.contains("timeSavedMode") == false)
    #expect(body.findings.map(\.pointer.description) == ["/settings/timeSavedMode", "/settings/engineType"])
  }

  @Test("a new workflow gets no value of n8n's own choice")
  func created() throws {
    let body = try WriteBody.create(settings([:]), new)
    #expect(body.json["settings"] == ["callerPolicy": "workflowsFromSameOwner", "availableInMCP": false])
    #expect(try WriteBody.create(goal(["settings": .null]), .assumed()).json["settings"] == [:])
  }

  @Test("what the baseline has not is set back, by the value that takes it away")
  func unset() throws {
    let current = settings([
      "executionOrder": "v1", "timezone": "Europe/Berlin", "errorWorkflow": "e1", "executionTimeout": 60,
      "callerPolicy": "any", "availableInMCP": true, "callerIds": "a,b",
    ])
    let body = try WriteBody.update(goal(), replacing: current, new)
    #expect(
      body.json["settings"] == [
        "executionOrder": "v1", "callerPolicy": "workflowsFromSameOwner", "availableInMCP": false,
        "timezone": "DEFAULT", "executionTimeout": -1, "errorWorkflow": "DEFAULT", "callerIds": "",
      ])
    #expect(body.findings == [])
  }

  @Test("1.x would take DEFAULT for a workflow's id: the error workflow is emptied, and that is told")
  func errorWorkflow() throws {
    let body = try WriteBody.update(goal(), replacing: settings(["errorWorkflow": "e1"]), old)
    #expect(body.json["settings"]?["errorWorkflow"] == "")
    #expect(
      body.findings.map(\.message) == [
        "/settings/errorWorkflow cannot be taken away on this n8n; its default is set instead"
      ])
    let again = try WriteBody.update(goal(), replacing: settings(["errorWorkflow": ""]), old)
    #expect(again.json["settings"]?["errorWorkflow"] == nil)
    #expect(again.findings == [])
    #expect(try WriteBody.update(goal(), replacing: nil, old).json["settings"]?["errorWorkflow"] == nil)
  }

  @Test("what cannot be taken away is set to its default and told, once")
  func notUnset() throws {
    let current = settings([
      "saveManualExecutions": false, "saveDataErrorExecution": "all", "redactionPolicy": "all",
    ])
    let body = try WriteBody.update(settings([:]), replacing: current, new)
    #expect(body.json["settings"]?["saveManualExecutions"] == true)
    #expect(body.json["settings"]?["saveDataErrorExecution"] == nil)
    #expect(body.json["settings"]?["redactionPolicy"] == nil)
    #expect(
      body.findings.map { "\($0.pointer) \($0.outcome)" } == [
        "/settings/saveManualExecutions notUnset", "/settings/redactionPolicy stays",
      ])
    let same = try WriteBody.update(
      settings(["saveManualExecutions": false]), replacing: settings(["saveManualExecutions": false]), new)
    #expect(same.json["settings"]?["saveManualExecutions"] == false)
    #expect(same.findings == [])
  }

  @Test("the editor's DEFAULT, which the API gives and does not take, is as good as nothing")
  func editorDefault() throws {
    let current = settings([
      "saveManualExecutions": "DEFAULT", "timezone": "DEFAULT", "saveDataErrorExecution": "DEFAULT",
    ])
    let body = try WriteBody.update(current, replacing: current, new)
    #expect(body.json["settings"] == ["callerPolicy": "workflowsFromSameOwner", "availableInMCP": false])
    #expect(body.findings == [])
  }

  @Test("an update whose target was not read sends every default that leaves no trace")
  func unread() throws {
    let sent = try WriteBody.update(goal(), replacing: nil, new).json["settings"]
    #expect(
      sent == [
        "executionOrder": "v1", "callerPolicy": "workflowsFromSameOwner", "availableInMCP": false,
        "timezone": "DEFAULT", "executionTimeout": -1, "errorWorkflow": "DEFAULT",
      ])
  }

  @Test("a description and groups that the baseline has not are emptied, pinned data is let be")
  func emptied() throws {
    let current = goal(["description": "old", "nodeGroups": [["id": "g"]], "pinData": ["N": []]])
    let body = try WriteBody.update(goal(), replacing: current, new)
    #expect(body.json["description"] == "")
    #expect(body.json["nodeGroups"] == [])
    #expect(body.json["pinData"] == nil)
    #expect(try WriteBody.update(goal(), replacing: goal(), new).json["description"] == nil)
    #expect(try WriteBody.update(goal(), replacing: current, old).json["description"] == nil)
  }

  @Test("what is no workflow makes no body")
  func unusable() {
    let broken: [(JSON, WriteBodyError)] = [
      ([], .notAnObject(kind: "an array")),
      (["nodes": [], "connections": [:]], .unusable(member: "name", kind: "missing")),
      (goal(["nodes": [:]]), .unusable(member: "nodes", kind: "an object")),
      (goal(["connections": []]), .unusable(member: "connections", kind: "an array")),
      (goal(["settings": "x"]), .unusable(member: "settings", kind: "a string")),
    ]
    for (json, error) in broken { #expect(throws: error) { try WriteBody.create(json, new) } }
  }
}
