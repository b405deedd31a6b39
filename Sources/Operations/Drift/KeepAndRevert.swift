import Git
package import Governance
import JSON
import Ledger

/// Decides on drift: what runs becomes approved (keep, GITPROMO-003), or what is approved runs again (revert).
package struct DecideDrift: Sendable {
  private let context: OperationContext
  private let environment: Slug
  private let workflow: Slug
  private let reason: String

  package init(_ context: OperationContext, environment: Slug, workflow: Slug, reason: String) {
    self.context = context
    self.environment = environment
    self.workflow = workflow
    self.reason = reason
  }

  /// Proposes to approve what runs; merging the branch approves it, `promote run` completes it.
  ///
  /// - Returns: the proposal and its branch.
  package func keep() throws(OpsError) -> (promotion: Promotion, branch: String) {
    // It is a proposal in any case: what needs an approval gets one.
    _ = try context.guardAction(.keep, in: environment)
    let main = try context.workspace.mainTree()
    let sides = try documents(main)
    guard let running = sides.running else {
      throw OpsError(
        "There is nothing to keep", at: "\(workflow) in \(environment)", because: "it does not run there",
        remedy: "n8n-ops drift revert \(workflow) --env \(environment)")
    }
    let (promotion, diff) = try record(.keep, from: sides.approved, to: running)
    let proposed = try context.propose(promotion, from: main, diffs: [workflow: diff]) {
      (edit) throws(OpsError) in
      edit.put(running.bytes(.prettySorted), at: context.tenant.baseline(environment, workflow))
    }
    return (proposed, context.tenant.promotionBranch(proposed.id))
  }

  /// Writes the approved content back, at once: it was approved before. What an earlier call has begun is finished. Where
  /// the class policy wants an approval, it is proposed (ENV-017); merging the branch approves it, `promote run` completes it.
  ///
  /// - Returns: the promotion, and its branch where it waits for a merge.
  package func revert() async throws(OpsError) -> (promotion: Promotion, branch: String?) {
    let permission = try context.guardAction(.revert, in: environment)
    try VerifyCommits(workspace: context.workspace).requireInOrder(
      on: context.workspace)
    try RunPromotions(context).tidyUp()
    if let begun = try begun() {
      var run = PromotionRun(context, begun)
      if let finished = try await run.run() { return (finished, nil) }
    }
    _ = try await Sync(context, environment: environment).run()
    let main = try context.workspace.mainTree()
    let sides = try documents(main)
    guard let approved = sides.approved else {
      throw OpsError(
        "There is nothing to go back to", at: "\(workflow) in \(environment)",
        because: "it was never approved there",
        remedy: "n8n-ops canonical onboard --env \(environment)")
    }
    let (promotion, diff) = try record(.revert, from: sides.running, to: approved)
    if permission.needsApproval {
      let proposed = try context.propose(promotion, from: main, diffs: [workflow: diff]) {
        (_) throws(OpsError) in
      }
      return (proposed, context.tenant.promotionBranch(proposed.id))
    }
    try context.workspace.commit(to: context.workspace.main, as: context.act()) {
      (_, edit) throws(OpsError) in
      try edit.put(promotion, at: context.tenant.promotion(promotion.id))
      return CommitNote(
        "promotion", "ask \(promotion.words)", body: reason, tenant: context.tenant.tenant,
        action: "drift.revert", target: promotion.id.text)
    }
    var run = PromotionRun(context, promotion)
    return (try await run.runAtOnce(), nil)
  }

  /// A revert of the workflow that has not come to its end.
  private func begun() throws(OpsError) -> Promotion? {
    try context.ledger.promotionsInFlight(into: environment, main: try context.workspace.mainTree()).first {
      $0.kind == .revert && $0.workflows.map(\.workflow) == [workflow]
    }
  }

  private func documents(_ main: LedgerTree) throws(OpsError) -> (approved: JSON?, running: JSON?) {
    let content = try ApprovedContent(context.ledger, environment: environment, main: main)
    let approved = try content.blob(of: workflow).map { (blob) throws(OpsError) in
      try context.ledger.document(blob, at: context.tenant.baseline(environment, workflow))
    }
    let running = try context.ledger.running(workflow, in: environment)
    guard approved != nil || running != nil else {
      throw OpsError(
        "There is no such workflow", at: "\(workflow) in \(environment)",
        remedy: "n8n-ops workflow list --env \(environment)")
    }
    return (approved, running)
  }

  private func record(_ kind: Promotion.Kind, from old: JSON?, to new: JSON) throws(OpsError) -> (
    Promotion, WorkflowDiff
  ) {
    let policy = context.rules.normalization
    let diff = WorkflowDiff.between(old, new, policy: policy, risk: context.rules.risk)
    guard !diff.isEmpty else {
      throw OpsError(
        "There is no drift to decide on", at: "\(workflow) in \(environment)",
        because: "what runs is what is approved", remedy: "n8n-ops drift check --env \(environment)")
    }
    let now = context.now()
    let promoted = PromotedWorkflow(
      workflow: workflow, name: new["name"]?.stringValue ?? workflow.text,
      change: old == nil ? .added : .modified,
      becauseOf: nil, hashBefore: old.map { ContentHash.hash(of: $0, policy: policy).description },
      hashPlanned: ContentHash.hash(of: new, policy: policy).description,
      blob: context.workspace.repository.makeTransaction().blob(new.bytes(.prettySorted)).hex,
      risk: diff.risk ?? .low,
      changes: diff.summary)
    var promotion = Promotion(
      id: context.newID(now), kind: kind, pipeline: nil, source: nil, target: environment,
      requestedBy: context.actor, requestedAt: now, reason: reason, workflows: [promoted], checks: [],
      risk: promoted.risk)
    promotion.incident = try context.ledger.activeIncident(
      of: environment, in: try context.workspace.mainTree())?.id
    return (promotion, diff)
  }
}
