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
        if scope == .content, !policy.cosmeticWorkflowFields.contains(key) {
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
          JSON.array(
            order.sorted(slot.arrayValue ?? [], type: type).map { semanticEdge($0, type: type) })
        }
        while list.last?.isEmptyCollection == true { list.removeLast() }
        if !list.isEmpty { outputs[type] = .array(list) }
      }
      if !outputs.isEmpty { result[source] = .object(outputs) }
    }
    return .object(result)
  }

  private func semanticEdge(_ edge: JSON, type: String) -> JSON {
    var result: JSONObject = ["node": edge["node"] ?? ""]
    if let input = edge["type"]?.stringValue, input != type { result["type"] = .string(input) }
    if let index = edge["index"]?.intValue, index != 0 { result["index"] = .number(JSONNumber(index)) }
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

/// The order in which n8n runs the nodes that one output feeds.
struct SiblingOrder {
  /// By place on the canvas (`executionOrder: v1`), or as the connections are stored.
  let isByPosition: Bool
  let places: [ExactText: CanvasPosition]

  /// The edges of one output that lead to existing nodes, in order of running. What feeds a sub-node's root
  /// (`ai_...`) is not run in an order: it is sorted by name.
  func sorted(_ edges: [JSON], type: String) -> [JSON] {
    var firstSeen: [ExactText: Int] = [:]
    var known: [(edge: JSON, name: ExactText, place: CanvasPosition, index: Int)] = []
    for edge in edges {
      guard let text = edge["node"]?.stringValue else { continue }
      let name = ExactText(text)
      guard let place = places[name] else { continue }
      let index = firstSeen[name] ?? firstSeen.count
      firstSeen[name] = index
      known.append((edge, name, place, index))
    }
    guard known.count > 1 else { return known.map(\.edge) }
    let isByName = type != "main"
    known.sort { left, right in
      if left.name == right.name { return Self.input(of: left.edge) < Self.input(of: right.edge) }
      if isByName { return left.name < right.name }
      if isByPosition {
        if left.place.runsBefore(right.place) { return true }
        if right.place.runsBefore(left.place) { return false }
      }
      return left.index < right.index
    }
    return known.map(\.edge)
  }

  private static func input(of edge: JSON) -> (String, Int) {
    (edge["type"]?.stringValue ?? "", edge["index"]?.intValue ?? 0)
  }
}
