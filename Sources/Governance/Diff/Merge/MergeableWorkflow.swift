import JSON

/// What a workflow must be for its nodes and connections to be taken apart and put together without loss.
enum MergeableWorkflow {
  /// What it is instead; nil where nothing stands in the way.
  static func problem(of workflow: JSON) -> String? {
    guard workflow.objectValue != nil else { return "is no workflow" }
    guard let nodes = (workflow["nodes"] ?? .array([])).arrayValue else {
      return "has nodes that are no list"
    }
    for (index, node) in nodes.enumerated() {
      guard let name = node["name"]?.stringValue, !name.isEmpty else {
        return "has a node without a name: \(index)"
      }
    }
    return hasOddConnections(workflow["connections"] ?? .object([:]))
      ? "has connections that are no lists of edges" : nil
  }

  private static func hasOddConnections(_ connections: JSON) -> Bool {
    guard let sources = connections.objectValue else { return true }
    return sources.contains { _, byType in
      guard let types = byType.objectValue else { return true }
      return types.contains { _, outputs in
        guard let slots = outputs.arrayValue else { return true }
        return slots.contains { slot in
          !slot.isNull && slot.arrayValue?.allSatisfy { $0["node"]?.stringValue != nil } != true
        }
      }
    }
  }
}
