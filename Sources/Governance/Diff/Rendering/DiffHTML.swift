import JSON

/// A diff as a part of a page: one `section` with what changed, to be put into any page. Names and values come from
/// n8n: everything that is not ours is escaped, control characters are visible.
package enum DiffHTML {
  /// The part. Classes: `n8n-diff`, `change`, `cosmetic`, `risk-low` and so on, `old`, `new`, `lines`.
  package static func render(_ diff: WorkflowDiff) -> String {
    var html = "<section class=\"n8n-diff\">\n"
    html += diff.isEmpty ? "<p>\(diff.wordsForNothing.asSentence)</p>\n" : changes(of: diff)
    if let words = diff.informationWords { html += "<p>Note: \(text(words)).</p>\n" }
    return html + "</section>\n"
  }

  private static func changes(of diff: WorkflowDiff) -> String {
    var html = ""
    if let risk = diff.risk {
      let semantic = diff.semanticChanges.count
      html += "<p>\(semantic) \(semantic == 1 ? "change" : "changes")"
      html += ", \(diff.changes.count - semantic) cosmetic, risk \(badge(risk)).</p>\n"
    }
    for section in DiffSections(diff).sections {
      html +=
        "<h3>\(section.node.map { "Node <span class=\"node\">\(text($0))</span>" } ?? "Workflow")</h3>\n<ul>\n"
      for change in section.changes { html += render(change) }
      html += "</ul>\n"
    }
    return html
  }

  private static func render(_ change: WorkflowChange) -> String {
    let words = ChangeText(change: change)
    var html = "<li class=\"change\(change.isCosmetic ? " cosmetic" : "")\">\(text(words.title))"
    if let detail = words.detail { html += " (\(text(detail)))" }
    html +=
      change.isCosmetic
      ? " <em>cosmetic</em>" : " \(badge(change.risk)) <small>\(text(change.reason))</small>"
    if let values = words.values {
      if let old = values.old { html += "\n<div class=\"old\"><del><code>\(text(old))</code></del></div>" }
      if let new = values.new { html += "\n<div class=\"new\"><ins><code>\(text(new))</code></ins></div>" }
    }
    if let lines = change.lines {
      html += "\n<pre class=\"lines\" tabindex=\"0\">" + lines.map(render).joined(separator: "\n") + "</pre>"
    }
    return html + "</li>\n"
  }

  private static func render(_ line: LineChange) -> String {
    switch line.kind {
    case .context: "  " + text(line.text)
    case .removed: "<del>- \(text(line.text))</del>"
    case .added: "<ins>+ \(text(line.text))</ins>"
    case .skipped: "<span class=\"skipped\">@@ \(line.count) lines the same @@</span>"
    }
  }

  private static func badge(_ risk: Risk) -> String {
    "<strong class=\"risk-\(risk.rawValue.lowercased())\">\(risk.rawValue)</strong>"
  }

  /// Text that stands for itself, in content and in quoted attributes (HTML, section 13.1.2.6).
  static func text(_ text: String) -> String {
    var result = ""
    for scalar in DiffText.safe(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
