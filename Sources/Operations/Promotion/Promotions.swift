import Git
package import Governance
import Ledger

extension OperationContext {
  /// Merges a proposal as the person who acts (PROMO-004): the same as `git merge --no-ff` of its branch.
  package func approve(_ id: RecordID, note: String?) throws(OpsError) -> String {
    let (promotion, _) = try ledger.promotion(id)
    let rule = try ledger.approvalRule(of: promotion, in: try workspace.mainTree())
    do {
      _ = try ApprovalRules.role(
        of: actor, members: try ledger.members(), requester: promotion.requestedBy, rule: rule)
    } catch {
      throw OpsError("You cannot approve this promotion", at: id.text, because: "\(error)")
    }
    let branch = try workspace.ref(branch: tenant.promotionBranch(id))
    let commit = try workspace.merge(
      branch: branch, as: act(),
      note: CommitNote(
        "promotion", "approve \(id)", body: note, tenant: tenant.tenant, action: "promotion.approve",
        target: id.text))
    return commit.hex
  }

  /// Ends a proposal without running it: its branch goes, a record of why stays on `main`.
  package func close(_ id: RecordID, as status: Promotion.Status, note: String) throws(OpsError) {
    let branch = try workspace.ref(branch: tenant.promotionBranch(id))
    let proposal = try workspace.tree(of: branch)
    guard var promotion = try proposal.value(Promotion.self, at: tenant.promotion(id)) else {
      throw OpsError("There is no such proposal", at: id.text, remedy: "n8n-ops promote list")
    }
    promotion.status = status
    promotion.finishedAt = now()
    promotion.reason = note
    let closed = promotion
    try workspace.commit(to: workspace.main, as: act()) { (tree, edit) throws(OpsError) in
      guard try tree.value(Promotion.self, at: tenant.promotion(id)) == nil else {
        throw OpsError("The promotion was approved already", at: id.text)
      }
      try edit.put(closed, at: tenant.promotion(id))
      return CommitNote(
        "promotion", "\(status.rawValue.lowercased()) \(id)", body: note, tenant: tenant.tenant,
        action: "promotion.\(status.rawValue.lowercased())", target: id.text)
    }
    try workspace.remove(branch)
  }
}
