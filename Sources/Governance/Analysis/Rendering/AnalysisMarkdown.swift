/// An analysis for a change request or a wiki.
package enum AnalysisMarkdown {
  /// A heading and a table; names and addresses from n8n are escaped.
  package static func render(_ analysis: WorkflowAnalysis) -> String {
    let rows = analysis.lines.map { line in
      let label = line.urgency == .alarm ? "**\(line.label)**" : line.label
      return "| \(label) | \(line.texts.map(MarkdownText.escaped).joined(separator: "<br>")) |\n"
    }
    return "## \(MarkdownText.escaped(analysis.name))\n\n| | |\n|---|---|\n\(rows.joined())"
  }
}
