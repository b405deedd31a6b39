extension WorkflowDiff {
  /// What runs differently, one line a change, the riskiest first: `HTTP Request: /parameters/url changed`.
  package var summary: [String] {
    semanticChanges.enumerated()
      .sorted { ($1.element.risk, $0.offset) < ($0.element.risk, $1.offset) }
      .map { _, change in
        let words = ChangeText(change: change)
        let what = words.detail.map { "\(words.title): \($0)" } ?? words.title
        return change.node.map { "\($0): \(what)" } ?? what
      }
  }
}
