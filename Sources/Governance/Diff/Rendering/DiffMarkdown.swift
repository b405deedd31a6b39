import JSON

/// A diff for a change request.
package enum DiffMarkdown {
  /// The diff as Markdown: a line with the risk, then a list for each node; cosmetic changes folded at the end.
  /// Names and values from n8n are escaped.
  package static func render(_ diff: WorkflowDiff) -> String {
    var text = changes(of: diff)
    if let words = diff.informationWords { text += "\nNote: \(MarkdownText.escaped(words)).\n" }
    return text
  }

  private static func changes(of diff: WorkflowDiff) -> String {
    guard !diff.isEmpty else { return diff.wordsForNothing.asSentence + "\n" }
    var text = ""
    let semantic = WorkflowDiff(changes: diff.semanticChanges, isStoredDifferently: true)
    if let risk = semantic.risk {
      let count = semantic.changes.count
      text += "**Risk \(risk.rawValue)**, \(count) \(count == 1 ? "change" : "changes").\n"
      text += sections(of: semantic)
    } else {
      text += "Nothing that runs changes.\n"
    }
    let cosmetic = WorkflowDiff(changes: diff.changes.filter(\.isCosmetic), isStoredDifferently: true)
    guard !cosmetic.isEmpty else { return text }
    return text + "\n<details><summary>\(cosmetic.changes.count) cosmetic</summary>\n"
      + sections(of: cosmetic)
      + "\n</details>\n"
  }

  private static func sections(of diff: WorkflowDiff) -> String {
    var text = ""
    for section in DiffSections(diff).sections {
      let type = section.nodeType.map { " (\(MarkdownText.code($0)))" } ?? ""
      text +=
        "\n" + (section.node.map { "**\(MarkdownText.escaped($0))**\(type)" } ?? "**Workflow**") + "\n\n"
      for change in section.changes { text += render(change) }
    }
    return text
  }

  private static func render(_ change: WorkflowChange) -> String {
    let words = ChangeText(change: change)
    var text = "- \(MarkdownText.escaped(words.title))"
    switch (words.values?.old, words.values?.new) {
    case (let old?, let new?): text += ": \(MarkdownText.code(old)) → \(MarkdownText.code(new))"
    case (let only?, nil), (nil, let only?): text += ": \(MarkdownText.code(only))"
    case (nil, nil): if words.isKept, let detail = words.detail { text += ": \(MarkdownText.code(detail))" }
    }
    if !change.isCosmetic { text += " (\(change.risk.rawValue): \(MarkdownText.escaped(change.reason)))" }
    text += "\n"
    guard let lines = change.lines else { return text }
    let block = MarkdownText.block(lines.map(render), language: "diff")
    // A block inside a list item is indented as its content.
    let indented = block.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)\n" }
    return text + "\n" + indented.joined()
  }

  private static func render(_ line: LineChange) -> String {
    switch line.kind {
    case .context: "  " + line.text
    case .removed: "- " + line.text
    case .added: "+ " + line.text
    case .skipped: "@@ \(line.count) lines the same @@"
    }
  }
}
