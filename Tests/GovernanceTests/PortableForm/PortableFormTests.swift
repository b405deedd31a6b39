import JSON
import RulesLaws
import Testing

@testable import Governance

@Suite("Portable form") struct PortableFormTests {
  private static func workflow(node: JSON, settings: JSON = [:], extra: JSONObject = [:]) -> JSON {
    var result: JSONObject = [
      "id": "own0123456789abc", "name": "W", "active": false, "nodes": [node], "connections": [:],
      "settings": settings, "tags": [],
    ]
    for (key, value) in extra { result[key] = value }
    return .object(result)
  }

  private static func node(_ members: JSONObject) -> JSON {
    var result: JSONObject = [
      "id": "11111111-0000-4000-8000-000000000001", "name": "N", "type": "n8n-nodes-base.noOp",
      "typeVersion": 1,
      "position": [0, 0], "parameters": [:],
    ]
    for (key, value) in members { result[key] = value }
    return .object(result)
  }

  private static func portable(_ json: JSON) -> PortableResult {
    TwoEnvironments.portable(json, TwoEnvironments.development)
  }

  private static func portableNode(_ members: JSONObject) -> JSON? {
    portable(workflow(node: node(members))).workflow["nodes"]?[0]
  }

  @Test("what belongs to the instance is left out") func volatile() {
    let extra: JSONObject = [
      "versionId": "v", "versionCounter": 3, "triggerCount": 1, "shared": [], "staticData": ["x": 1],
      "meta": ["instanceId": "i"], "pinData": ["N": []], "activeVersion": .null, "activeVersionId": .null,
      "isArchived": false, "createdAt": "c", "updatedAt": "u", "sourceWorkflowId": .null, "nodeGroups": [],
      "description": .null, "parentFolder": .null,
    ]
    let result = Self.portable(Self.workflow(node: Self.node([:]), extra: extra))
    #expect(
      result.workflow.objectValue?.keys.sorted() == [
        "active", "connections", "name", "nodes", "settings", "tags",
      ])
    #expect(result.reports.isEmpty)
  }

  @Test("an unknown top-level field is kept and reported once") func unknownField() {
    let result = Self.portable(Self.workflow(node: Self.node([:]), extra: ["engine": ["v": 1.0]]))
    #expect(result.workflow["engine"] == ["v": 1])
    #expect(
      result.reports == [
        PortableReport(
          kind: .unknownField, pointer: JSONPointer().appending("engine"),
          message: "unknown field engine, kept as it is")
      ])
  }

  @Test("an unknown top-level field that says nothing is none", arguments: [.null, [], [:], ""] as [JSON])
  func emptyField(_ value: JSON) {
    let result = Self.portable(Self.workflow(node: Self.node([:]), extra: ["engineId": value]))
    #expect(result.workflow["engineId"] == nil)
    #expect(result.reports.isEmpty)
  }

  @Test("pinned data stays where the policy says so") func pinData() throws {
    let policy = try Fixture.normalization(with: ["keepPinData": true])
    let json = Self.workflow(node: Self.node([:]), extra: ["pinData": ["N": [["json": ["a": 1]]]]])
    let result = PortableForm.portable(from: json, mappings: EnvironmentMappings(), policy: policy)
    #expect(result.workflow["pinData"] == ["N": [["json": ["a": 1]]]])
    let without = Self.portable(json).workflow
    #expect(
      ContentHash.hash(of: result.workflow, policy: policy) == ContentHash.hash(of: without, policy: policy))
  }

  @Test(
    "members of a node at their default equal absent ones",
    arguments: [
      ["disabled": false], ["continueOnFail": false], ["notes": ""], ["onError": "stopWorkflow"],
      ["retryOnFail": false],
      ["alwaysOutputData": false], ["executeOnce": false], ["notesInFlow": false], ["issues": ["x": true]],
    ] as [JSONObject])
  func nodeDefaults(_ members: JSONObject) {
    #expect(Self.portableNode(members) == Self.node([:]))
  }

  @Test(
    "members of a node that say something stay",
    arguments: [
      ["disabled": true], ["notes": "Look"], ["onError": "continueErrorOutput"], ["maxTries": 3],
      ["somethingNew": 1],
    ] as [JSONObject])
  func nodeMembers(_ members: JSONObject) {
    #expect(Self.portableNode(members) == Self.node(members))
  }

  @Test(
    "settings at their default equal absent ones",
    arguments: [
      ["callerPolicy": "workflowsFromSameOwner"], ["availableInMCP": false], ["timezone": "DEFAULT"],
      ["errorWorkflow": "DEFAULT"], ["saveDataErrorExecution": "DEFAULT"], ["executionTimeout": -1],
      ["timeSavedMode": "fixed"], ["binaryMode": "separate"], ["executionOrder": "v0"], ["errorWorkflow": ""],
      ["executionTimeout": -1.0], ["timezone": .null],
    ] as [JSON])
  func settingDefaults(_ settings: JSON) {
    #expect(
      Self.portable(Self.workflow(node: Self.node([:]), settings: settings)).workflow["settings"] == [:])
  }

  @Test(
    "settings that say something stay",
    arguments: [
      ["callerPolicy": "any"], ["availableInMCP": true], ["timezone": "Europe/Berlin"],
      ["executionTimeout": 0],
      ["executionOrder": "v1"], ["saveManualExecutions": true], ["saveDataSuccessExecution": "all"],
    ] as [JSON])
  func settings(_ settings: JSON) {
    #expect(
      Self.portable(Self.workflow(node: Self.node([:]), settings: settings)).workflow["settings"] == settings)
  }

  @Test("numbers are JavaScript's") func numbers() throws {
    let json = try JSON(parsing: "[1.0, 12345678901234567890, 1e400, -0, 1e2, 0.1, 1.50, 0.00000001]")
    let result = Self.portableNode(["parameters": ["x": json]])
    #expect(
      result?["parameters"]?["x"]?.text(.compact)
        == "[1,12345678901234567000,null,0,100,0.1,1.5,1e-8]")
  }

  @Test("credentials go by their logical name, whatever the instance calls them") func credentials() {
    let result = Self.portableNode(["credentials": ["slackApi": ["id": "dev-slackApi", "name": "Any name"]]])
    #expect(result?["credentials"] == ["slackApi": ["name": "slackApi-main"]])
  }

  @Test("a credential of another type with the same id is another credential") func credentialType() {
    let result = Self.portable(
      Self.workflow(
        node: Self.node(["credentials": ["slackOAuth2Api": ["id": "dev-slackApi", "name": "S"]]])))
    #expect(
      result.workflow["nodes"]?[0]?["credentials"] == ["slackOAuth2Api": ["id": "dev-slackApi", "name": "S"]])
    #expect(result.reports.map(\.kind) == [.unmappedCredential])
    #expect(result.reports.first?.pointer.description == "/nodes/0/credentials/slackOAuth2Api")
  }

  @Test(
    "credentials that cannot be translated stay and are reported",
    arguments: [
      ["slackApi": ["id": "unknown", "name": "S"]], ["slackApi": ["id": .null, "name": "S"]],
      ["slackApi": "old form"],
    ] as [JSON])
  func unmappedCredential(_ credentials: JSON) {
    let result = Self.portable(Self.workflow(node: Self.node(["credentials": credentials])))
    let expected: JSON =
      credentials["slackApi"] == "old form" ? ["slackApi": ["name": "old form"]] : credentials
    #expect(result.workflow["nodes"]?[0]?["credentials"] == expected)
    #expect(result.reports.map(\.kind) == [.unmappedCredential])
  }

  @Test(
    "sub-workflows go by their canonical id, in all forms",
    arguments: [
      ("n8n-nodes-base.executeWorkflow", "dev-mail-id", "workflow:mail"),
      (
        "n8n-nodes-base.executeWorkflow", ["__rl": true, "mode": "id", "value": "dev-mail-id"],
        ["__rl": true, "mode": "id", "value": "workflow:mail"]
      ),
      (
        "@n8n/n8n-nodes-langchain.toolWorkflow",
        [
          "__rl": true, "mode": "list", "value": "dev-mail-id", "cachedResultName": "Mail",
          "cachedResultUrl": "/workflow/dev-mail-id",
        ], ["__rl": true, "mode": "list", "value": "workflow:mail"]
      ),
      ("@n8n/n8n-nodes-langchain.retrieverWorkflow", "dev-mail-id", "workflow:mail"),
    ] as [(String, JSON, JSON)])
  func subWorkflow(_ type: String, _ reference: JSON, _ expected: JSON) {
    let json = Self.workflow(
      node: Self.node(["type": .string(type), "parameters": ["workflowId": reference]]))
    let result = Self.portable(json)
    #expect(result.workflow["nodes"]?[0]?["parameters"]?["workflowId"] == expected)
    #expect(result.dependencies.subWorkflows == [.canonical("mail")])
    #expect(result.reports.isEmpty)
  }

  @Test("any resource locator that holds a workflow is translated") func anyLocator() {
    let locator: JSON = [
      "__rl": true, "mode": "list", "value": "dev-mail-id", "cachedResultUrl": "/workflow/dev-mail-id",
    ]
    let result = Self.portableNode(["type": "n8n-nodes-x.y", "parameters": ["deep": ["other": locator]]])
    #expect(
      result?["parameters"]?["deep"]?["other"] == ["__rl": true, "mode": "list", "value": "workflow:mail"])
  }

  @Test(
    "what only looks like a workflow is left alone",
    arguments: [
      ("n8n-nodes-base.github", ["workflowId": ["__rl": true, "mode": "id", "value": "dev-mail-id"]]),
      ("n8n-nodes-base.executeWorkflow", ["source": "parameter", "workflowId": "dev-mail-id"]),
      ("n8n-nodes-base.set", ["workflowId": "dev-mail-id"]),
      ("n8n-nodes-base.slack", ["channelId": ["__rl": true, "mode": "id", "value": "1001"]]),
    ] as [(String, JSON)])
  func noWorkflow(_ type: String, _ parameters: JSON) {
    let result = Self.portable(
      Self.workflow(node: Self.node(["type": .string(type), "parameters": parameters])))
    #expect(result.workflow["nodes"]?[0]?["parameters"] == parameters)
    #expect(result.dependencies.subWorkflows.isEmpty)
  }

  @Test(
    "references that only a run knows, or nobody, stay and are reported",
    arguments: [
      ("={{ $json.id }}", PortableReport.Kind.dynamicWorkflow), ("elsewhere", .unmappedWorkflow),
      (["__rl": true, "mode": "url", "value": "https://n8n.example.com/workflow/abc"], .unmappedWorkflow),
      (["__rl": true, "mode": "url", "value": "https://n8n.example.com/home"], .unmappedWorkflow),
      (
        ["__rl": true, "mode": "url", "value": "=https://n8n.example.com/workflow/{{ $json.id }}"],
        .dynamicWorkflow
      ),
      (["__rl": true, "mode": "id", "value": "={{ $json.id }}"], .dynamicWorkflow),
      (["__rl": true, "mode": "list", "value": "elsewhere"], .unmappedWorkflow),
    ] as [(JSON, PortableReport.Kind)])
  func unmappedWorkflow(_ reference: JSON, _ kind: PortableReport.Kind) {
    let node = Self.node(["type": "n8n-nodes-base.executeWorkflow", "parameters": ["workflowId": reference]])
    let result = Self.portable(Self.workflow(node: node))
    #expect(result.workflow["nodes"]?[0]?["parameters"]?["workflowId"] == reference)
    #expect(result.reports.map(\.kind) == [kind])
    #expect(result.dependencies.hasDynamicWorkflows == (kind == .dynamicWorkflow))
  }

  @Test("error workflow and callers go by canonical id") func settingReferences() {
    let result = Self.portable(
      Self.workflow(
        node: Self.node([:]),
        settings: ["errorWorkflow": "dev-alarm-id", "callerIds": "dev-mail-id, unknown"]))
    #expect(
      result.workflow["settings"] == [
        "errorWorkflow": "workflow:alarm", "callerIds": "workflow:mail,unknown",
      ])
    #expect(result.dependencies.errorWorkflow == .canonical("alarm"))
    #expect(result.dependencies.callers == [.canonical("mail"), .instance("unknown")])
    #expect(result.reports.map(\.pointer.description) == ["/settings/callerIds"])
  }

  @Test(
    "numbers that JavaScript does not have are no values",
    arguments: ["typeVersion", "notes", "credentials", "id"])
  func infinite(_ key: String) throws {
    let infinite = try JSON(parsing: "1e400")
    #expect(Self.portableNode([key: infinite])?[key] == nil)
  }

  @Test("lists of callers without a caller are none", arguments: [",", " ", " , ,"])
  func emptyCallers(_ callers: String) {
    let json = Self.workflow(node: Self.node([:]), settings: ["callerIds": .string(callers)])
    #expect(Self.portable(json).workflow["settings"] == [:])
  }

  @Test("an old numeric id counts where the name or the link says that it is a workflow's") func numericID() {
    func locator(_ name: String, _ members: JSONObject) -> JSON? {
      var locator: JSONObject = ["__rl": true, "mode": "list", "value": "1001"]
      for (key, value) in members { locator[key] = value }
      let node = Self.portableNode(["type": "n8n-nodes-x.y", "parameters": .object([name: .object(locator)])])
      return node?["parameters"]?[name]?["value"]
    }
    #expect(locator("subWorkflow", [:]) == "workflow:old")
    #expect(locator("sheet", ["cachedResultUrl": "/workflow/1001"]) == "workflow:old")
    #expect(locator("sheet", ["cachedResultUrl": "https://example.com/1001"]) == "1001")
  }

  @Test("tags are names, sorted, each once") func tags() {
    let tags: JSON = [["id": "2", "name": "b"], ["id": "1", "name": "a", "createdAt": "x"], "b"]
    #expect(
      Self.portable(Self.workflow(node: Self.node([:]), extra: ["tags": tags])).workflow["tags"] == [
        "a", "b",
      ])
  }

  @Test("what runs is the published version, the draft stands beside it") func published() throws {
    let published = Self.node(["name": "Published"])
    let json = Self.workflow(
      node: Self.node(["name": "Draft"]),
      extra: [
        "active": true,
        "activeVersion": ["versionId": "v", "nodes": [published], "connections": [:], "name": "Version v"],
      ])
    let result = Self.portable(json)
    #expect(result.workflow["nodes"]?[0]?["name"] == "Published")
    #expect(result.workflow["name"] == "W")
    let draft = try #require(result.draft)
    #expect(draft["nodes"]?[0]?["name"] == "Draft")
  }

  @Test("a draft that says the same is no draft; an inactive workflow has none") func noDraft() {
    let version: JSON = ["nodes": [Self.node(["disabled": false])], "connections": [:]]
    for isActive in [true, false] {
      let json = Self.workflow(
        node: Self.node([:]), extra: ["active": .bool(isActive), "activeVersion": version])
      #expect(Self.portable(json).draft == nil)
    }
  }

  @Test(
    "documents of the wrong shape give an empty form and a report",
    arguments: [
      .null, [], "text", ["nodes": "x"], ["nodes": [:], "connections": []], ["nodes": [1, "a", .null]],
    ] as [JSON])
  func malformed(_ json: JSON) {
    let result = Self.portable(json)
    #expect(result.reports.contains { $0.kind == .malformed })
    #expect(result.workflow["name"] == "")
    #expect(Self.portable(result.workflow).workflow == result.workflow)
  }
}
