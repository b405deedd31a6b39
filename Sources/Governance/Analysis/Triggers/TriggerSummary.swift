import JSON

/// A node that starts its workflow, and when.
package struct TriggerSummary: Sendable, Hashable {
  package var node: String
  package var kind: TriggerKind
  /// When, in words: times of a clock, method and path of a call; empty where the type says it all.
  package var times: [String]

  /// Nil for a node that starts nothing.
  init?(_ node: WorkflowNode, nodes: NodeKnowledge) {
    guard let kind = TriggerKind(of: node, nodes: nodes) else { return nil }
    self.node = node.name
    self.kind = kind
    times = kind == .http ? Self.calls(node) : ScheduleText.times(of: node)
  }

  private static func calls(_ node: WorkflowNode) -> [String] {
    guard node.shortType == "webhook", let path = node.parameters["path"]?.stringValue, !path.isEmpty else {
      return []
    }
    let method = node.parameters["httpMethod"]
    let methods = method?.arrayValue?.compactMap(\.stringValue) ?? [method?.stringValue ?? "GET"]
    return methods.map { "\($0) /\(path)" }
  }

  /// The node, and when: `Every morning (every day at 08:00)`.
  package var words: String { times.isEmpty ? node : "\(node) (\(times.joined(separator: "; ")))" }
}
