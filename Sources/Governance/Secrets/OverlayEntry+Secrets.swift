package import JSON

extension OverlayEntry {
  /// Whether a placeholder stands in the value. It belongs to the workflow that it was made for: written out by an
  /// overlay, it would open the secret of one environment in another.
  package var hasPlaceholder: Bool {
    !SecretPlaceholder.ids(in: value).isEmpty || SecretPlaceholder.hasRedacted(value)
  }

  /// The secrets in the value, at their places in the node.
  ///
  /// - Parameter workflow: the portable form that the value goes into; what stands around a value says what it is. Nil
  ///   where only the place is known.
  package func secrets(in workflow: JSON?, nodes: NodeKnowledge) -> [SecretFinding] {
    let all = workflow?["nodes"]?.arrayValue ?? []
    var node = all.first { $0["name"]?.stringValue?.isExactly(self.node) == true } ?? [:]
    if !node.set(value, at: pointer) { node = standingAlone }
    let found = SecretScanner(nodes: nodes).findings(in: ["nodes": [node]])
    let place = ["nodes", "0"] + pointer.tokens
    return found.filter { $0.pointer.tokens.starts(with: place) }
  }

  /// A node that has nothing but the value.
  private var standingAlone: JSON {
    pointer.tokens.reversed().reduce(value) { inside, token in [token: inside] }
  }
}
