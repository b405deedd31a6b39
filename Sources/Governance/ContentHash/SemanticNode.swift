import JSON

/// The part of a node that says what it does, as a value: what ``SemanticWriter`` writes of it.
struct SemanticNode {
  let policy: NormalizationPolicy

  func value(of node: WorkflowNode) -> JSONObject {
    var writer = SemanticWriter(policy: policy)
    writer.node(node)
    return writer.output.object ?? node.json
  }
}

/// The parameters of a node that say what it does, as a value: what ``SemanticWriter`` writes of them.
struct SemanticParameters {
  let policy: NormalizationPolicy
  let node: WorkflowNode

  var value: JSONObject {
    var writer = SemanticWriter(policy: policy)
    writer.enter(node)
    _ = writer.parameters(node.parameters)
    return writer.output.object ?? node.parameters
  }
}

extension CanonicalWriter {
  /// The object that was written. The text is JSON and no deeper or longer than what it was made of: where the latter
  /// came from a parser, so can this.
  fileprivate var object: JSONObject? {
    withBytes { try? JSON(parsing: $0, limits: JSONLimits(maxDepth: JSONLimits.deepest)) }?.objectValue
  }
}
