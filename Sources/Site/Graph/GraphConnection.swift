internal import JSON

/// One connection between two nodes of a graph.
package struct GraphConnection: Sendable, Hashable {
  /// Position of the node in `WorkflowGraph.nodes` at which the JSON notes the connection.
  package var source: Int
  /// Number of the output, from 0.
  package var output: Int
  /// Position of the other node.
  package var target: Int
  /// Number of the input, from 0.
  package var input: Int
  /// `main`, or one of the `ai_` kinds, which lead from a sub-node up to its root.
  package var kind: String

  /// Whether items flow over it from output to input.
  package var isMain: Bool { kind == "main" }
}

extension GraphConnection {
  init?(_ value: JSON, source: Int, output: Int, kind: String, index: [ExactText: Int]) {
    guard let name = value["node"]?.stringValue, let target = index[ExactText(name)] else { return nil }
    self.init(
      source: source, output: output, target: target, input: max(0, value["index"]?.intValue ?? 0), kind: kind
    )
  }
}
