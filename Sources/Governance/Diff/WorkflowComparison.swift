import JSON

/// Finds the changes between two workflows.
struct WorkflowComparison {
  let old: JSONObject
  let new: JSONObject
  let policy: NormalizationPolicy
  private let matching: NodeMatching
  /// New names of nodes, by the old ones.
  private let renames: [ExactText: String]
  let connections: ConnectionDiff

  init(old: JSONObject, new: JSONObject, policy: NormalizationPolicy) {
    let oldNodes = (old["nodes"]?.arrayValue ?? []).compactMap(WorkflowNode.init)
    let newNodes = (new["nodes"]?.arrayValue ?? []).compactMap(WorkflowNode.init)
    (self.old, self.new, self.policy) = (old, new, policy)
    matching = NodeMatching(old: oldNodes, new: newNodes)
    renames = matching.renames(butFor: policy.cosmeticNodeTypes)
    func running(_ nodes: [WorkflowNode]) -> [WorkflowNode] {
      nodes.filter { !policy.cosmeticNodeTypes.contains($0.type) }
    }
    connections = ConnectionDiff(
      old: SidedConnections(old, nodes: running(oldNodes), renames: renames),
      new: SidedConnections(new, nodes: running(newNodes)))
  }

  var changes: [WorkflowChange] { workflowChanges + settingChanges + nodeChanges + connections.changes }

  private var nodeChanges: [WorkflowChange] {
    let removed = matching.removed.map { node in
      WorkflowChange(
        .nodeRemoved, node: node, old: .object(node.json),
        lines: LineChange.removed(WorkflowText.lines(of: node, policy: policy)), isCosmetic: isNote(node))
    }
    let added = matching.added.map { node in
      WorkflowChange(
        .nodeAdded, node: node, new: .object(node.json),
        lines: LineChange.added(WorkflowText.lines(of: node, policy: policy)), isCosmetic: isNote(node))
    }
    let changed = matching.pairs.flatMap { pair in
      NodeDiff(old: pair.old, new: pair.new, policy: policy, renames: renames).changes
    }
    return removed + added + changed
  }

  private func isNote(_ node: WorkflowNode) -> Bool { policy.cosmeticNodeTypes.contains(node.type) }

  /// Name, activation, tags and the other top-level members.
  private var workflowChanges: [WorkflowChange] {
    var result: [WorkflowChange] = []
    var keys = old.keys
    keys += new.keys.filter { old[$0] == nil }
    for key in keys {
      switch key {
      case "nodes", "connections", "settings": continue
      case "tags": result += tagChanges
      case "active":
        let before = old[key]?.boolValue ?? false
        let after = new[key]?.boolValue ?? false
        if before != after { result.append(change(.activationChanged, key, .bool(before), .bool(after))) }
      default:
        let before = meaning(old[key])
        let after = meaning(new[key])
        if before != after { result.append(change(kind(of: key), key, before, after)) }
      }
    }
    return result
  }

  private func kind(of key: String) -> WorkflowChange.Kind {
    switch key {
    case "name": .nameChanged
    case "description": .descriptionChanged
    case "nodeGroups": .groupsChanged
    case "pinData": .pinDataChanged
    default: .fieldChanged
    }
  }

  private func meaning(_ value: JSON?) -> JSON? {
    guard let value, !value.isNothing else { return nil }
    return value.asJavaScript
  }

  private func change(_ kind: WorkflowChange.Kind, _ key: String, _ old: JSON?, _ new: JSON?)
    -> WorkflowChange
  {
    WorkflowChange(
      kind, pointer: JSONPointer().appending(key), old: old, new: new,
      isCosmetic: kind == .pinDataChanged || policy.cosmeticWorkflowFields.contains(key))
  }

  private var tagChanges: [WorkflowChange] {
    let before = Set((old["tags"]?.arrayValue ?? []).compactMap(\.stringValue).map(ExactText.init))
    let after = Set((new["tags"]?.arrayValue ?? []).compactMap(\.stringValue).map(ExactText.init))
    let removed = before.subtracting(after).sorted().map {
      WorkflowChange(.tagRemoved, pointer: JSONPointer().appending("tags"), old: .string($0.text))
    }
    return removed
      + after.subtracting(before).sorted().map {
        WorkflowChange(.tagAdded, pointer: JSONPointer().appending("tags"), new: .string($0.text))
      }
  }

  private var settingChanges: [WorkflowChange] {
    let before = (old["settings"]?.objectValue ?? [:]).filter { !policy.isDefaultSetting($0, $1) }
    let after = (new["settings"]?.objectValue ?? [:]).filter { !policy.isDefaultSetting($0, $1) }
    var keys = before.keys
    keys += after.keys.filter { before[$0] == nil }
    return keys.compactMap { key in
      let oldValue = before[key]?.asJavaScript
      let newValue = after[key]?.asJavaScript
      guard oldValue != newValue else { return nil }
      return WorkflowChange(
        .settingChanged, pointer: JSONPointer().appending("settings").appending(key), old: oldValue,
        new: newValue)
    }
  }
}
