extension WorkflowChange {
  /// A change in the words that every rendering has for it.
  package struct Words: Sendable, Hashable {
    /// What happened, without the node: `/parameters/url changed`.
    package var title: String
    /// Type of a node, or name of a workflow, that came or went.
    package var detail: String?
    /// Whether old and new value say more than the title.
    package var showsValues: Bool
  }

  /// The change in words.
  package var words: Words {
    let text = ChangeText(change: self)
    return Words(title: text.title, detail: text.detail, showsValues: text.showsValues)
  }
}
