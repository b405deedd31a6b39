import JSON

/// The part of a portable workflow that says what it does, in a form in which everything that n8n takes for equal is
/// equal.
struct SemanticForm {
  let policy: NormalizationPolicy

  func value(of portable: JSON, scope: ContentHash.Scope) -> JSON {
    let workflow = portable.objectValue ?? JSONObject()
    let nodes = SemanticNodes(workflow["nodes"], policy: policy)
    var result = JSONObject()
    for (key, value) in workflow {
      switch key {
      case "nodes": result[key] = .array(nodes.sorted)
      case "connections": result[key] = connections(value, nodes: nodes, workflow: workflow)
      case "settings": result[key] = settings(value)
      case "pinData": continue
      case "active":
        if scope == .content, value == true { result[key] = value }
      case "tags":
        if scope == .content, !value.isEmptyCollection { result[key] = value }
      default:
        if scope == .content, !policy.cosmeticWorkflowFields.contains(key), !value.isNothing {
          result[key] = value.asJavaScript
        }
      }
    }
    return .object(result)
  }

  /// The connections between nodes that exist, without empty outputs at the end; the targets of an output in the
  /// order in which n8n runs them.
  private func connections(_ json: JSON, nodes: SemanticNodes, workflow: JSONObject) -> JSON {
    let order = SiblingOrder(
      isByPosition: workflow["settings"]?["executionOrder"] == "v1", places: nodes.places)
    var result = JSONObject()
    for (source, byType) in json.objectValue ?? JSONObject() where nodes.places[ExactText(source)] != nil {
      var outputs = JSONObject()
      for (type, slots) in byType.objectValue ?? JSONObject() {
        var list = (slots.arrayValue ?? []).map { slot in
          let edges = WorkflowConnection.edges(in: slot, source: source, type: type, output: 0)
          return JSON.array(order.sorted(edges, type: type).map(semantic))
        }
        while list.last?.isEmptyCollection == true { list.removeLast() }
        if !list.isEmpty { outputs[type] = .array(list) }
      }
      if !outputs.isEmpty { result[source] = .object(outputs) }
    }
    return .object(result)
  }

  private func semantic(_ edge: WorkflowConnection) -> JSON {
    var result: JSONObject = ["node": .string(edge.target)]
    if edge.inputType != edge.type { result["type"] = .string(edge.inputType) }
    if edge.input != 0 { result["index"] = .number(JSONNumber(edge.input)) }
    return .object(result)
  }

  private func settings(_ json: JSON) -> JSON {
    guard let settings = json.objectValue else { return .object([:]) }
    return .object(settings.filter { !policy.isDefaultSetting($0, $1) }.mapValues(\.asJavaScript))
  }
}

/// The nodes of a workflow in semantic form, by name.
struct SemanticNodes {
  let sorted: [JSON]
  let places: [ExactText: CanvasPosition]

  init(_ json: JSON?, policy: NormalizationPolicy) {
    let form = SemanticNode(policy: policy)
    var nodes: [(name: ExactText, value: JSON)] = []
    var places: [ExactText: CanvasPosition] = [:]
    for element in json?.arrayValue ?? [] {
      guard let node = WorkflowNode(element) else { continue }
      if policy.cosmeticNodeTypes.contains(node.type) { continue }
      let name = ExactText(node.name)
      nodes.append((name, .object(form.value(of: node))))
      if places[name] == nil { places[name] = node.position.snapped }
    }
    sorted = nodes.sorted { $0.name < $1.name }.map(\.value)
    self.places = places
  }
}
