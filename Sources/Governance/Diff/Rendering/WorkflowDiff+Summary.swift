extension WorkflowDiff {
  /// What runs differently, one line a change, the riskiest first: `HTTP Request: /parameters/url changed`.
  package var summary: [String] { riskiestFirst.map(\.summary) }

  /// What runs differently, the riskiest first.
  var riskiestFirst: [WorkflowChange] {
    semanticChanges.enumerated()
      .sorted { ($1.element.risk, $0.offset) < ($0.element.risk, $1.offset) }
      .map(\.element)
  }
}

extension WorkflowChange {
  /// The change in one line, with the node it is about.
  package var summary: String {
    let words = ChangeText(change: self)
    let what = words.detail.map { "\(words.title): \($0)" } ?? words.title
    return node.map { "\($0): \(what)" } ?? what
  }
}
