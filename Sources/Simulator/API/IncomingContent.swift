internal import JSON

extension Instance {
  /// The graph of a body as it is stored: checked, ids filled in, credentials linked.
  mutating func incomingContent(
    _ body: JSON, over stored: StoredWorkflow.Content? = nil
  ) throws(Refusal) -> StoredWorkflow.Content {
    var content = StoredWorkflow.Content(
      nodes: body["nodes"] ?? [], connections: body["connections"] ?? [:],
      nodeGroups: body["nodeGroups"] ?? stored?.nodeGroups ?? [])
    if let problem = StructureCheck(rules: behaviour.structure).problem(in: content) {
      throw Refusal(400, problem)
    }
    var nodes: [JSON] = []
    for node in content.nodes.arrayValue ?? [] { nodes.append(completed(node)) }
    content.nodes = .array(nodes)
    return content
  }

  /// The settings of a new workflow.
  func newSettings(_ sent: JSON?) -> JSONObject {
    let added = JSONObject(behaviour.addedSettings.map { ($0.key, $0.value) })
    var settings = accepted(sent)
    for (key, value) in added where settings[key] == nil { settings[key] = value }
    return withoutDefaults(settings)
  }

  /// Settings after an update: what is left out stays, but for `callerPolicy` in older releases (recordings,
  /// merge-settings).
  func mergedSettings(_ sent: JSON?, over stored: JSONObject) -> JSONObject {
    var merged = stored
    for (key, value) in accepted(sent) { merged[key] = value }
    if behaviour.resetsCallerPolicy, sent?["callerPolicy"] == nil {
      merged["callerPolicy"] = behaviour.addedSettings["callerPolicy"]
    }
    return withoutDefaults(merged)
  }

  private func accepted(_ sent: JSON?) -> JSONObject {
    let settings = (sent?.objectValue ?? [:]).filter { key, _ in !behaviour.droppedSettings.contains(key) }
    guard behaviour.reordersKeys else { return settings }
    return settings.ordered(by: schemas.settingsKeys).objectValue ?? settings
  }

  /// What n8n throws away as its own default.
  private func withoutDefaults(_ settings: JSONObject) -> JSONObject {
    settings.filter { key, value in
      switch key {
      case "timezone": value != "DEFAULT"
      case "errorWorkflow": !behaviour.unsetsErrorWorkflow || value != "DEFAULT"
      case "executionTimeout": value.doubleValue != -1
      default: true
      }
    }
  }

  private mutating func completed(_ node: JSON) -> JSON {
    guard var object = node.objectValue else { return node }
    if behaviour.reordersKeys { object = object.ordered(by: schemas.nodeKeys).objectValue ?? object }
    if object["id"] == nil { object["id"] = .string(identifiers.next(.node)) }
    let type = NodeType(name: object["type"]?.stringValue ?? "")
    if behaviour.fillsWebhookIDs, type.hasWebhookID, object["webhookId"] == nil {
      object["webhookId"] = .string(identifiers.next(.webhook))
    }
    if object["disabled"] != true, let credentials = object["credentials"]?.objectValue {
      object["credentials"] = .object(linked(credentials))
    }
    return .object(object)
  }

  /// References to credentials as n8n relinks them (replaceInvalidCredentials; recordings, relink): a known id gets its
  /// present name, an unknown one is replaced where exactly one credential of the type has the name, the rest stays.
  private func linked(_ references: JSONObject) -> JSONObject {
    JSONObject(
      references.map { type, reference in
        let sameType = credentials.filter { $0.type == type }
        let name = reference.stringValue ?? reference["name"]?.stringValue
        let byID = sameType.first { .string($0.id) == reference["id"] }
        let byName = sameType.filter { $0.name == name }
        guard let found = byID ?? (byName.count == 1 ? byName.first : nil) else { return (type, reference) }
        return (type, ["id": .string(found.id), "name": .string(found.name)])
      })
  }
}
