import Governance
import Operations
import Terminal

/// A promotion as an auditor asks for it: asked, checked, approved, written, read back.
struct PromotionTrailText {
  private let promotion: Promotion
  private let steps: [AuditTrail.Step]

  init(_ promotion: Promotion, _ steps: [AuditTrail.Step]) {
    self.promotion = promotion
    self.steps = steps
  }

  func write(on console: Console) {
    console.print("Promotion \(promotion.id): \(promotion.status.rawValue), \(promotion.words)")
    section("Asked", on: console) {
      $0.print("  \(promotion.requestedAt) by \(Console.safe(promotion.requestedBy.description))")
      if let reason = promotion.reason { $0.print("  why: \(Console.safe(reason))") }
    }
    section("Checked", on: console, write: checks)
    section("Approved", on: console, write: approval)
    section("Written and read back", on: console, write: workflows)
  }

  private func section(_ title: String, on console: Console, write: (Console) -> Void) {
    console.print("\n\(title)")
    write(console)
  }

  private func checks(_ console: Console) {
    console.print("  risk \(promotion.risk.rawValue)")
    if promotion.checks.isEmpty { console.print("  no pre-flight: \(promotion.kind.rawValue)") }
    for check in promotion.checks {
      let evidence = check.evidence.map { ": \(Console.safe($0))" }.first ?? ""
      console.print("  \(check.outcome.rawValue) \(check.check)\(evidence)")
    }
  }

  private func approval(_ console: Console) {
    if let closing = promotion.closing {
      console.print(
        "  \(promotion.status.rawValue.lowercased()) by \(Console.safe(closing.by.description)): "
          + Console.safe(closing.note))
    }
    guard let approval = promotion.approval else {
      if promotion.closing == nil {
        console.print(promotion.kind == .revert ? "  the content was approved before" : "  by nobody yet")
      }
      return
    }
    console.print(
      "  \(approval.at) by \(Console.safe(approval.by.description)), \(approval.role.rawValue), merge \(short(approval.commit))"
    )
    if let merge = steps.first(where: { $0.entry.commit.hex == approval.commit }) {
      console.print("  \(Console.safe(merge.signature.words))")
    }
  }

  private func workflows(_ console: Console) {
    for workflow in promotion.workflows {
      console.print(
        "  \(Console.safe(workflow.name)) (\(workflow.workflow)): "
          + (workflow.outcome?.rawValue ?? "not written"))
      console.print(
        "    before \(short(workflow.hashBefore)), reviewed \(short(workflow.hashPlanned)), read back "
          + short(workflow.hashAfter) + (isAsReviewed(workflow) ? ", as reviewed" : ""))
      if let error = workflow.error { console.print("    \(Console.safe(error))") }
    }
    if let snapshot = promotion.snapshot { console.print("  snapshot before the first write: \(snapshot)") }
    if let failure = promotion.failure {
      console.print(
        "  failed: \(Console.safe(failure.reason)); the target is "
          + (failure.isRolledBack ? "proved to be as before" : "NOT proved to be as before"))
    }
  }

  private func isAsReviewed(_ workflow: PromotedWorkflow) -> Bool {
    workflow.hashAfter == workflow.hashPlanned
  }
}
