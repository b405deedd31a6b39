import JSON

/// How a workflow deals with errors.
package struct ErrorHandling: Sendable, Hashable {
  /// Whether another workflow runs when it fails.
  package var hasErrorWorkflow: Bool
  /// The nodes that go on after an error, on the same way or on one of their own, by name.
  package var toleratingNodes: [String]
  /// The nodes that try again, by name.
  package var retryingNodes: [String]
  /// The nodes that stop with an error of their own, by name.
  package var stoppingNodes: [String]

  /// Whether there is any.
  package var isPresent: Bool {
    hasErrorWorkflow || !toleratingNodes.isEmpty || !retryingNodes.isEmpty || !stoppingNodes.isEmpty
  }

  init(nodes: [WorkflowNode], settings: JSON?) {
    hasErrorWorkflow = settings?["errorWorkflow"]?.stringValue?.isEmpty == false
    toleratingNodes = nodes.filter(Self.tolerates).map(\.name)
    retryingNodes = nodes.filter { $0.json["retryOnFail"]?.boolValue ?? false }.map(\.name)
    stoppingNodes = nodes.filter { $0.shortType == "stopAndError" }.map(\.name)
  }

  private static func tolerates(_ node: WorkflowNode) -> Bool {
    if let mode = node.json["onError"]?.stringValue { return mode != "stopWorkflow" }
    return node.json["continueOnFail"]?.boolValue ?? false
  }
}
