import JSON

/// Writes the text that is hashed (docs/content-hash.md): the RFC 8785 form of the part of a portable workflow that
/// says what it does, in which everything that n8n takes for equal is equal. Nothing is built in between.
struct SemanticWriter: ~Copyable {
  let policy: NormalizationPolicy
  var output = CanonicalWriter()
  /// What is known of the type of the node that is being written.
  var knowledge: NodeTypeKnowledge?
  /// The version of that type, where it is one that is known.
  var offeredVersion: Double?

  init(policy: NormalizationPolicy) { self.policy = policy }

  /// Writes a whole workflow.
  mutating func workflow(_ portable: JSON, scope: ContentHash.Scope) {
    let workflow = portable.objectValue ?? JSONObject()
    let nodes = SemanticNodes(workflow["nodes"], policy: policy)
    output.beginObject()
    workflow.forEachInCanonicalOrder { key, value in
      switch key {
      case "nodes":
        output.name(key)
        self.nodes(nodes)
      case "connections":
        output.name(key)
        connections(value, of: nodes, isByPosition: workflow["settings"]?["executionOrder"] == "v1")
      case "settings":
        output.name(key)
        settings(value)
      case "pinData": break
      case "active":
        if scope == .content, value == true { member(key, value) }
      case "tags":
        if scope == .content, !value.isEmptyCollection { member(key, value) }
      default:
        if scope == .content, !policy.cosmeticWorkflowFields.contains(key), !value.isNothing {
          member(key, value)
        }
      }
    }
    output.endObject()
  }

  /// Writes a member as it is.
  mutating func member(_ key: String, _ value: JSON) {
    output.name(key)
    output.write(value)
  }

  private mutating func nodes(_ nodes: SemanticNodes) {
    output.beginArray()
    for place in nodes.sorted {
      output.separate()
      node(nodes.all[place])
    }
    output.endArray()
  }

  private mutating func settings(_ json: JSON) {
    output.beginObject()
    (json.objectValue ?? [:]).forEachInCanonicalOrder { key, value in
      if !policy.isDefaultSetting(key, value) { member(key, value) }
    }
    output.endObject()
  }
}

/// The nodes of a workflow that run.
struct SemanticNodes {
  /// In the order of the workflow.
  private(set) var all: [WorkflowNode] = []
  /// Name -> place in `all` of the first node that has it.
  private(set) var places: [ExactText: Int] = [:]

  init(_ json: JSON?, policy: NormalizationPolicy) {
    for element in json?.arrayValue ?? [] {
      guard let node = WorkflowNode(element), !policy.cosmeticNodeTypes.contains(node.type) else { continue }
      let name = ExactText(node.name)
      if places[name] == nil { places[name] = all.count }
      all.append(node)
    }
  }

  /// Places in `all`, by name.
  var sorted: [Int] {
    let names = all.indices.map { (start: all[$0].name.leadingBytes, place: $0) }
    return names.sorted { left, right in
      if left.start != right.start { return left.start < right.start }
      let (first, second) = (all[left.place].name, all[right.place].name)
      return first.hasSameScalars(as: second) ? left.place < right.place : first.precedesByScalars(second)
    }.map(\.place)
  }

  /// The order in which n8n runs what one output feeds.
  func siblingOrder(isByPosition: Bool) -> SiblingOrder {
    SiblingOrder(isByPosition: isByPosition, places: places.mapValues { all[$0].position })
  }
}
