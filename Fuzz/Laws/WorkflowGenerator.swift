package import Governance
package import JSON
package import TestSupport

/// Makes workflows as an instance could hold them, and odder ones.
package struct WorkflowGenerator {
  package var random: SeededGenerator
  /// The most nodes that a workflow has.
  private let largest: Int

  package init(seed: UInt64, largest: Int = 8) {
    random = SeededGenerator(seed: seed)
    self.largest = largest
  }

  static let types = [
    "n8n-nodes-base.webhook", "n8n-nodes-base.httpRequest", "n8n-nodes-base.set", "n8n-nodes-base.code",
    "n8n-nodes-base.if", "n8n-nodes-base.noOp", "n8n-nodes-base.stickyNote", "n8n-nodes-base.executeWorkflow",
    "n8n-nodes-base.slack", "n8n-nodes-community.thing", "@n8n/n8n-nodes-langchain.toolWorkflow",
    "@n8n/n8n-nodes-langchain.chatTrigger", "n8n-nodes-base.scheduleTrigger",
  ]

  static let words = [
    "A", "Set", "Ä", "A\u{308}", "日本", "a'b", "a\"b", "a`b", "a\\b", "", " ", "x\ny", "=x", "🙂", "$('A')",
    "1",
    "constructor", "main", "workflow:x", "overlay:/parameters/url",
  ]

  /// A workflow as an instance's API answers. Its ids are those of `mappings`, or others.
  package mutating func workflow(mappings: EnvironmentMappings = EnvironmentMappings()) -> JSON {
    let names = uniqueNames()
    var nodes: [JSON] = []
    for name in names { nodes.append(node(name, mappings)) }
    var result: JSONObject = [
      "id": .string("own0123456789abc"), "name": .string(random.pick(Self.words)), "nodes": .array(nodes),
      "connections": connections(names), "settings": settings(mappings), "active": .bool(random.chance(30)),
      "tags": .array(tags()), "versionId": "6a6f0b1e-0000-4000-8000-000000000000", "versionCounter": 3,
      "createdAt": "2026-01-01T00:00:00.000Z", "updatedAt": "2026-01-02T00:00:00.000Z", "staticData": .null,
      "meta": .null, "pinData": .object([:]), "triggerCount": 1, "isArchived": false,
    ]
    if random.chance(20) { result["description"] = .string(random.pick(Self.words)) }
    if random.chance(10) { result["somethingNew"] = value(depth: 2) }
    return .object(result)
  }

  private mutating func uniqueNames() -> [String] {
    var names: [String] = []
    for index in 0..<Int.random(in: 0...largest, using: &random) {
      let word = random.pick(Self.words)
      let name = names.contains { Array($0.utf8) == Array(word.utf8) } ? "\(word)\(index)" : word
      if !names.contains(where: { Array($0.utf8) == Array(name.utf8) }) { names.append(name) }
    }
    return names
  }

  private mutating func node(_ name: String, _ mappings: EnvironmentMappings) -> JSON {
    let type = random.pick(Self.types)
    var result: JSONObject = [
      "name": .string(name), "type": .string(type),
      "typeVersion": .number(JSONNumber(random.pick([1, 1.1, 2, 3.4, 4.2]))),
      "position": .array([number(), number()]), "parameters": parameters(type, mappings),
    ]
    if random.chance(80) { result["id"] = .string("node-\(random.next() % 1_000_000)") }
    if random.chance(30) { result["webhookId"] = .string("hook-\(random.next() % 1_000_000)") }
    if random.chance(20) { result["disabled"] = .bool(random.chance(50)) }
    if random.chance(10) { result["notes"] = .string(random.pick(Self.words)) }
    if random.chance(10) {
      result["onError"] = .string(random.pick(["stopWorkflow", "continueErrorOutput"]))
    }
    if random.chance(10) { result["retryOnFail"] = .bool(random.chance(50)) }
    if random.chance(30) { result["credentials"] = credentials(mappings) }
    return .object(result)
  }

  private mutating func credentials(_ mappings: EnvironmentMappings) -> JSON {
    let known = mappings.credentials.keys.sorted { ($0.type, $0.id) < ($1.type, $1.id) }
    if random.chance(60), !known.isEmpty {
      let key = random.pick(known)
      return .object([key.type: ["id": .string(key.id), "name": .string("Display \(random.next() % 100)")]])
    }
    return random.pick([
      .object(["slackApi": ["id": "unknown", "name": "Someone's"]]),
      .object(["slackApi": ["id": .null, "name": "x"]]),
      .object(["slackApi": "old form"]), .object([:]),
    ])
  }

  private mutating func parameters(_ type: String, _ mappings: EnvironmentMappings) -> JSON {
    var result = JSONObject()
    let workflow = workflowID(mappings)
    if type.hasSuffix("executeWorkflow") || type.hasSuffix("toolWorkflow") {
      result["workflowId"] = random.pick([
        .string(workflow),
        .object([
          "__rl": true, "mode": "list", "value": .string(workflow), "cachedResultName": "Label",
          "cachedResultUrl": .string("/workflow/\(workflow)"),
        ]),
        .object(["__rl": true, "mode": "id", "value": "={{ $json.id }}"]),
      ])
      if random.chance(30) { result["source"] = .string(random.pick(["database", "parameter"])) }
      if random.chance(30) { result["workflowJson"] = .string(inline(mappings)) }
    }
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let name = random.pick([
        "url", "method", "options", "jsCode", "values", "text", "sendBody", "limit", "x",
      ])
      result[name] = value(depth: 3)
    }
    return .object(result)
  }

  /// A workflow as people paste it into a parameter: in some layout, or no workflow at all.
  private mutating func inline(_ mappings: EnvironmentMappings) -> String {
    let node: JSON = [
      "type": "n8n-nodes-base.slack", "name": .string(random.pick(Self.words)), "parameters": ["n": number()],
      "credentials": credentials(mappings),
    ]
    let caller: JSON = [
      "name": "Call", "type": "n8n-nodes-base.executeWorkflow",
      "parameters": ["workflowId": .string(workflowID(mappings))],
    ]
    let workflow: JSON = [
      "nodes": .array(random.chance(50) ? [node, caller] : [caller, node, 7]), "connections": [:],
      "settings": ["errorWorkflow": .string(workflowID(mappings))],
    ]
    return random.pick([
      workflow.text(.pretty), workflow.text(.compact), workflow.text(.prettySorted),
      "\n" + workflow.text(.pretty).replacing("  ", with: "\t"), "={{ $json.workflow }}", "{", "\n\n\n", "[]",
    ])
  }

  private mutating func workflowID(_ mappings: EnvironmentMappings) -> String {
    let known = mappings.workflows.keys.sorted()
    return random.chance(70) && !known.isEmpty ? random.pick(known) : "elsewhere"
  }

  private mutating func number() -> JSON {
    let text = random.pick([
      "0", "16", "-0", "1.0", "240", "-333", "12.5", "1e3", "12345678901234567890", "1e400", "0.1",
    ])
    return .number(JSONNumber(text: text) ?? JSONNumber(0))
  }

  package mutating func value(depth: Int) -> JSON {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &random) {
    case 0: return .null
    case 1: return .bool(random.chance(50))
    case 2: return number()
    case 3: return .string(random.pick(Self.words))
    case 4: return .string("={{ $('\(random.pick(["A", "Set", "Ä"]))').item.json.x + $vars.token }}")
    case 5: return .array((0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth - 1) })
    default:
      var object = JSONObject()
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        object[random.pick(["a", "b", "id", "name", "Ä", "schema", "caseSensitive"])] = value(
          depth: depth - 1)
      }
      return .object(object)
    }
  }

  private mutating func connections(_ names: [String]) -> JSON {
    guard !names.isEmpty else { return .object([:]) }
    var result = JSONObject()
    for _ in 0..<Int.random(in: 0...6, using: &random) {
      let type = random.pick(["main", "main", "main", "ai_tool"])
      var slots: [JSON] = []
      for _ in 0..<Int.random(in: 0...2, using: &random) { slots.append(slot(names, type: type)) }
      let source = random.chance(95) ? random.pick(names) : "Nobody"
      var byType = result[source]?.objectValue ?? JSONObject()
      byType[type] = .array(slots)
      result[source] = .object(byType)
    }
    return .object(result)
  }

  private mutating func slot(_ names: [String], type: String) -> JSON {
    if random.chance(10) { return .null }
    return .array(
      (0..<Int.random(in: 0...3, using: &random)).map { _ in
        let target = random.chance(95) ? random.pick(names) : "Nowhere"
        return [
          "node": .string(target), "type": .string(type),
          "index": .number(JSONNumber(Int.random(in: 0...1, using: &random))),
        ]
      })
  }

  private mutating func settings(_ mappings: EnvironmentMappings) -> JSON {
    var result = JSONObject()
    if random.chance(70) { result["executionOrder"] = "v1" }
    if random.chance(30) { result["callerPolicy"] = .string(random.pick(["workflowsFromSameOwner", "any"])) }
    if random.chance(30) { result["availableInMCP"] = .bool(random.chance(50)) }
    if random.chance(30) { result["timezone"] = .string(random.pick(["DEFAULT", "Europe/Berlin"])) }
    if random.chance(30) { result["errorWorkflow"] = .string(workflowID(mappings)) }
    if random.chance(10) { result["callerIds"] = .string("\(workflowID(mappings)), elsewhere") }
    if random.chance(20) { result["executionTimeout"] = .number(JSONNumber(random.pick([-1, 60]))) }
    return .object(result)
  }

  private mutating func tags() -> [JSON] {
    (0..<Int.random(in: 0...3, using: &random)).map { _ in
      ["id": .string("tag\(random.next() % 1000)"), "name": .string(random.pick(Self.words))]
    }
  }
}
