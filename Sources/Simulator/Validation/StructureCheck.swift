internal import JSON

/// What 2.30.8 and later check in a graph before they store it (recordings, create and nodes). The first problem found is told.
struct StructureCheck {
  let rules: StructureRules

  /// The message of the refusal; nil for a sound graph.
  func problem(in content: StoredWorkflow.Content) -> String? {
    guard rules.isChecked else { return nil }
    let nodes = content.nodes.arrayValue ?? []
    let found =
      nodes.enumerated().lazy.compactMap { problem(inNode: $1, at: $0) }.first
      ?? duplicate(in: nodes) ?? connectionProblem(content.connections, names: names(of: nodes))
    return found.map { "Workflow structure is invalid. \($0)" }
  }

  private func problem(inNode node: JSON, at index: Int) -> String? {
    for key in ["name", "type", "position"] where node[key] == nil {
      return "nodes[\(index)].\(key) (invalid_type): Required"
    }
    guard node["name"]?.stringValue == "" else { return nil }
    return "nodes[\(index)].name (too_small): String must contain at least 1 character(s)"
  }

  private func duplicate(in nodes: [JSON]) -> String? {
    var seenNames: Set<String> = []
    var namesByID: [String: String] = [:]
    for (index, node) in nodes.enumerated() {
      let name = node["name"]?.stringValue ?? ""
      if !seenNames.insert(name).inserted {
        return "nodes[\(index)].name (duplicate_node_name): Duplicate node name \"\(name)\""
      }
      guard rules.checksNodeIDs, let id = node["id"]?.stringValue else { continue }
      if let other = namesByID.updateValue(name, forKey: id) {
        return
          "nodes[\(index)].id (duplicate_node_id): Nodes \"\(other)\" and \"\(name)\" share the node ID \"\(id)\""
      }
    }
    return nil
  }

  private func names(of nodes: [JSON]) -> Set<String> {
    Set(nodes.compactMap { $0["name"]?.stringValue })
  }

  private func connectionProblem(_ connections: JSON, names: Set<String>) -> String? {
    for (source, outputs) in connections.objectValue ?? [:] {
      guard names.contains(source) else {
        return
          "connections.\(source) (unknown_connection_source): Connection source \"\(source)\" does not reference an existing node"
      }
      for edge in Edge.all(from: source, outputs) where !names.contains(edge.target) {
        return
          "connections.\(source).\(edge.type)[\(edge.output)][\(edge.position)].node (unknown_connection_target): "
          + "Connection target \"\(edge.target)\" does not reference an existing node"
      }
    }
    return nil
  }
}
