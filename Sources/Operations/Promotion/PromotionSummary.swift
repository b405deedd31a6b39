import Governance

/// `summary.md`: what a reviewer reads first in the change request.
enum PromotionSummary {
  static func markdown(_ promotion: Promotion, diffs: [Slug: WorkflowDiff], branch: String) -> String {
    var lines = [
      "# Promotion \(promotion.id)", "",
      "**Risk: \(promotion.risk.rawValue.uppercased())** – \(promotion.words), asked for by "
        + "\(MarkdownText.escaped(promotion.requestedBy.name)).", "",
    ]
    if let reason = promotion.reason { lines += ["> \(MarkdownText.escaped(reason))", ""] }
    lines += ["## Workflows", "", "| workflow | change | risk | what changes |", "|---|---|---|---|"]
    for workflow in promotion.workflows {
      let why = workflow.becauseOf.map { " (\($0))" } ?? ""
      let changes = workflow.changes.prefix(3).map(MarkdownText.escaped).joined(separator: "; ")
      let more = workflow.changes.count > 3 ? "; and \(workflow.changes.count - 3) more" : ""
      lines.append(
        "| \(MarkdownText.escaped(workflow.name))\(why) | \(workflow.change.rawValue) "
          + "| \(workflow.risk.rawValue.uppercased()) | \(changes)\(more) |")
    }
    lines += ["", "## Checks", "", "| check | outcome | evidence |", "|---|---|---|"]
    for check in promotion.checks {
      let evidence = check.evidence.map(MarkdownText.escaped).joined(separator: "; ")
      lines.append("| \(check.check) | \(check.outcome.rawValue) | \(evidence) |")
    }
    for workflow in promotion.workflows {
      guard let diff = diffs[workflow.workflow] else { continue }
      lines += ["", "## \(MarkdownText.escaped(workflow.name))", "", DiffMarkdown.render(diff)]
    }
    lines += [
      "", "## To approve", "", "Merge this branch with a merge commit, or:", "", "```sh",
      "n8n-ops promote approve \(promotion.id)", "```", "",
    ]
    return lines.joined(separator: "\n")
  }
}
