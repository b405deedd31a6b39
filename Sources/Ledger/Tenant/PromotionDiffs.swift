import Git
package import Governance
package import JSON

/// What a promotion changes in one workflow, with both documents.
package struct PromotedChange: Sendable {
  package var workflow: PromotedWorkflow
  package var diff: WorkflowDiff
  package var before: JSON?
  package var after: JSON
}

extension TenantLedger {
  /// What each workflow of a promotion changes in its target: the content that was approved or ran before against
  /// the content that was planned.
  package func changes(of id: RecordID) throws(OpsError) -> [PromotedChange] {
    let (promotion, tree) = try self.promotion(id)
    let before = try contentBefore(promotion, tree)
    var result: [PromotedChange] = []
    for workflow in promotion.workflows {
      guard let blob = OID(hex: workflow.blob) else { continue }
      let repository = workspace.repository
      let planned = try parse(
        try readGit { () throws(GitError) in try repository.blob(blob) }, at: workflow.blob)
      let path = tenant.baseline(promotion.target, workflow.workflow)
      let old = try readGit { () throws(GitError) in try before.bytes(at: path) }
        .map { bytes throws(OpsError) in try parse(bytes, at: path) }
      let diff = WorkflowDiff.between(old, planned, policy: rules.normalization, risk: rules.risk)
      result.append(PromotedChange(workflow: workflow, diff: diff, before: old, after: planned))
    }
    return result
  }

  /// The tree that has the baseline from before the promotion.
  private func contentBefore(_ promotion: Promotion, _ tree: LedgerTree) throws(OpsError) -> LedgerTree {
    let main = try workspace.mainTree()
    if try main.value(Promotion.self, at: tenant.promotion(promotion.id)) == nil { return main }
    return try merge(of: promotion.id, in: main).before
  }
}
