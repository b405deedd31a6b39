import JSON
import Simulator

/// Workflows of our own making that an instance starts with, as its API would tell them.
///
/// `order` (webhook, code, sub-workflow, credential, error workflow, tag) calls `lookup` and fails into `alert`;
/// `report` stands for itself.
struct Stock {
  let release: N8NRelease
  /// Ids in the instance.
  private(set) var ids: [String: String] = [:]

  /// What the instance calls its credential.
  private var credential = "CRM"

  init(_ release: N8NRelease) { self.release = release }

  /// Fills an instance with all of it, with a credential of the instance's own.
  mutating func fill(
    _ simulator: Simulator, without left: Set<String> = [], credential: String = "CRM"
  ) throws {
    // Something that shifts the ids, so that no two instances have the same.
    ids["credential"] = simulator.addCredential(type: "postgres", name: credential)
    self.credential = credential
    if !left.contains("alert") { ids["alert"] = try simulator.load(workflow: alert, active: isCallable) }
    if !left.contains("lookup") { ids["lookup"] = try simulator.load(workflow: lookup, active: isCallable) }
    if !left.contains("order") { ids["order"] = try simulator.load(workflow: order(), active: true) }
    if !left.contains("report") { ids["report"] = try simulator.load(workflow: report, active: true) }
  }

  /// n8n 1.x refuses to activate a workflow that only others call.
  var isCallable: Bool { release > .v1_123_81 }

  var alert: JSON {
    workflow(
      "Error alert",
      [
        node("Failed", "errorTrigger", 1, 0, [:]),
        node("Tell", "code", 2, 1, ["jsCode": "return $input.all();"]),
      ], connections: ["Failed": to("Tell")])
  }

  var lookup: JSON {
    workflow(
      "Customer lookup",
      [
        node("Called", "executeWorkflowTrigger", 1, 0, [:]),
        node("Find", "code", 2, 1, ["jsCode": "return $input.all();"]),
      ], connections: ["Called": to("Find")])
  }

  var report: JSON {
    workflow(
      "Weekly report",
      [
        node("Monday", "scheduleTrigger", 1.2, 0, ["rule": ["interval": [["field": "weeks"]]]]),
        node("Count", "code", 2, 1, ["jsCode": "return [];"]),
      ], connections: ["Monday": to("Count")], tags: ["reports"])
  }

  func order(path: String = "orders") -> JSON {
    workflow(
      "Order intake",
      [
        node("Orders", "webhook", 2, 0, ["httpMethod": "POST", "path": .string(path), "options": [:]]),
        node("Check", "code", 2, 1, ["jsCode": "return $input.all();"]),
        node(
          "Look up", "executeWorkflow", 1.2, 2,
          [
            "workflowId": [
              "__rl": true, "mode": "list", "value": .string(ids["lookup"] ?? ""),
              "cachedResultName": "Customer lookup",
            ], "options": [:],
          ]),
        node(
          "Store", "postgres", 2.5, 3, ["operation": "executeQuery", "query": "select 1", "options": [:]],
          credentials: ["postgres": ["id": .string(ids["credential"] ?? ""), "name": .string(credential)]]),
      ],
      connections: ["Orders": to("Check"), "Check": to("Look up"), "Look up": to("Store")], tags: ["sales"],
      settings: ["executionOrder": "v1", "errorWorkflow": .string(ids["alert"] ?? "")])
  }

  /// A workflow that no other instance has: it calls `lookup` and listens on a path of its own.
  func fresh(_ name: String = "Returns") -> JSON {
    workflow(
      name,
      [
        node(
          "Hook", "webhook", 2, 0, ["httpMethod": "POST", "path": .string(name.lowercased()), "options": [:]]),
        node(
          "Look up", "executeWorkflow", 1.2, 1,
          [
            "workflowId": ["__rl": true, "mode": "id", "value": .string(ids["lookup"] ?? "")], "options": [:],
          ]),
      ], connections: ["Hook": to("Look up")], tags: ["sales", "new"])
  }

  /// One that fails with a message whenever its webhook is called.
  func failing(_ message: String) -> JSON {
    workflow(
      "Fails",
      [
        node("Hook", "webhook", 2, 0, ["httpMethod": "GET", "path": "fails", "options": [:]]),
        node("Stop", "stopAndError", 1, 1, ["errorMessage": .string(message)]),
      ], connections: ["Hook": to("Stop")])
  }

  private func workflow(
    _ name: String, _ nodes: [JSON], connections: JSON, tags: [String] = [],
    settings: JSON = ["executionOrder": "v1"]
  ) -> JSON {
    [
      "name": .string(name), "nodes": .array(nodes), "connections": connections, "settings": settings,
      "tags": .array(tags.map(JSON.string)),
    ]
  }

  private func node(
    _ name: String, _ type: String, _ version: Double, _ column: Int, _ parameters: JSON,
    credentials: JSON? = nil
  ) -> JSON {
    var node: JSONObject = [
      "id": .string("\(name.lowercased().replacing(" ", with: "-"))-id"), "name": .string(name),
      "type": .string("n8n-nodes-base.\(type)"), "typeVersion": .number(JSONNumber(version)),
      "position": [.number(JSONNumber(column * 224)), 0], "parameters": parameters,
    ]
    if let credentials { node["credentials"] = credentials }
    // Without one n8n puts the workflow's id into the path, and nobody can take it.
    if type == "webhook" { node["webhookId"] = "7d0ba5b5-4d5c-4f0e-9d5e-0e3f6a1c2b3d" }
    return .object(node)
  }

  private func to(_ name: String) -> JSON {
    ["main": [[["node": .string(name), "type": "main", "index": 0]]]]
  }
}
