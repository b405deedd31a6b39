import Git
package import Governance
import JSON
import Ledger

/// Plans a promotion (PROMO-001, PROMO-002): what moves, what that changes, whether it can work, and a branch with
/// the proposal.
package struct PlanPromotion: Sendable {
  package struct Report: Sendable {
    package var promotion: Promotion
    /// The proposal's branch; nil when a check failed or nothing changes.
    package var branch: String?
    package var diffs: [Slug: WorkflowDiff]
  }

  private let context: OperationContext
  private let pipeline: Slug
  private let stage: PipelineStage
  private let selection: [Slug]
  private let reason: String?

  package init(
    _ context: OperationContext, pipeline: Slug, stage: PipelineStage, selection: [Slug], reason: String?
  ) {
    self.context = context
    self.pipeline = pipeline
    self.stage = stage
    self.selection = selection
    self.reason = reason
  }

  /// Syncs both environments first, so that the plan is made of what runs now.
  package func run() async throws(OpsError) -> Report {
    for environment in [stage.source, stage.target] {
      _ = try await Sync(context, environment: environment).run()
    }
    let main = try context.workspace.mainTree()
    let sides = try PromotionSides(context, stage: stage, main: main)
    var draft = try PromotionDraft(context, sides: sides, selection: selection)
    let record = try context.ledger.environment(stage.target, in: main)
    let capabilities = try await context.capabilities(of: stage.target, record)
    var preflight = Preflight(context, stage: stage, sides: sides, draft: draft)
    let checks = try preflight.run(capabilities: capabilities)
    draft.credentialMappings = preflight.credentialMappings

    let now = context.now()
    let promotion = Promotion(
      id: context.newID(now), kind: .promotion, pipeline: pipeline, source: stage.source,
      target: stage.target,
      requestedBy: context.actor, requestedAt: now, reason: reason, workflows: draft.workflows,
      checks: checks,
      risk: draft.workflows.map(\.risk).max() ?? .low)
    var report = Report(promotion: promotion, branch: nil, diffs: draft.diffs)
    let canProceed = !draft.workflows.isEmpty && !checks.contains { $0.outcome == .failed }
    if canProceed {
      report.promotion = try propose(promotion, draft, from: main)
      report.branch = context.tenant.promotionBranch(report.promotion.id)
    }
    return report
  }

  private func propose(_ promotion: Promotion, _ draft: PromotionDraft, from main: LedgerTree)
    throws(OpsError) -> Promotion
  {
    try context.propose(promotion, from: main, diffs: draft.diffs) { (edit) throws(OpsError) in
      for workflow in promotion.workflows {
        edit.put(
          draft.contents[workflow.workflow]?.bytes(.prettySorted) ?? [],
          at: context.tenant.baseline(promotion.target, workflow.workflow))
      }
      for (slug, record) in draft.credentialMappings {
        try edit.put(record, at: context.tenant.credential(slug))
      }
    }
  }
}

extension OperationContext {
  /// Writes a proposal: a branch from `main` with one commit that holds the new baseline, the record and the
  /// summary for the reviewer. Asked for twice, as after a kill, it is one proposal.
  ///
  /// - Returns: the proposal as it stands on its branch.
  func propose(
    _ promotion: Promotion, from main: LedgerTree, diffs: [Slug: WorkflowDiff],
    content: (inout LedgerEdit) throws(OpsError) -> Void
  ) throws(OpsError) -> Promotion {
    if let present = try ledger.proposals().first(where: { $0.asksForTheSame(as: promotion) }) {
      return present
    }
    let branch = try workspace.ref(branch: tenant.promotionBranch(promotion.id))
    _ = try workspace.propose(on: branch, from: main, as: act()) { (_, edit) throws(OpsError) in
      try content(&edit)
      try edit.put(promotion, at: tenant.promotion(promotion.id))
      edit.put(
        Array(PromotionSummary.markdown(promotion, diffs: diffs, branch: branch.shortName).utf8),
        at: tenant.summary(promotion.id))
      return CommitNote(
        "promotion", "propose \(promotion.words)", body: promotion.reason, tenant: tenant.tenant,
        action: "promotion.propose", target: promotion.id.text)
    }
    return promotion
  }
}

extension Promotion {
  /// Whether both are one request, made twice.
  fileprivate func asksForTheSame(as other: Promotion) -> Bool {
    var other = other
    (other.id, other.requestedAt) = (id, requestedAt)
    return self == other
  }

  /// Whether it was only looked at what running it would do.
  package var isForeseen: Bool { finishedAt == nil }

  /// What it does, in words.
  package var words: String {
    let count = "\(workflows.count) workflow\(workflows.count == 1 ? "" : "s")"
    return switch kind {
    case .promotion: "\(count) from \(source?.text ?? "?") to \(target)"
    case .keep: "the keeping of \(count) in \(target)"
    case .revert: "the revert of \(count) in \(target)"
    }
  }
}
