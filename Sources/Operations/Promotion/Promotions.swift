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
      throw OpsError(
        "You cannot approve this promotion", at: id.text, because: "\(error)",
        remedy: "Ask somebody who may: n8n-ops team list")
    }
    let branch = try workspace.ref(branch: tenant.promotionBranch(id))
    let commit = try workspace.merge(
      branch: branch, as: act(),
      note: CommitNote(
        "promotion", "approve \(id)", body: note, tenant: tenant.tenant, action: "promotion.approve",
        target: id.text))
    return commit.hex
  }

  /// Ends a promotion that has not begun to run: a record of why stays on `main`, and its branch goes. Content that came
  /// to `main` with it is taken back, be it approved or not.
  package func close(_ id: RecordID, as status: Promotion.Status, note: String) throws(OpsError) {
    let branch = try workspace.ref(branch: tenant.promotionBranch(id))
    let isClosed = try isClosed(id, as: status, with: branch)
    if !isClosed { try decideClosing(of: id, as: status, note: note, branch) }
    try workspace.remove(branch)
  }

  /// Whether a command that was killed after its decision has left the branch.
  private func isClosed(_ id: RecordID, as status: Promotion.Status, with branch: RefName) throws(OpsError)
    -> Bool
  {
    guard try workspace.tree(of: branch).commit != nil else { return false }
    return try workspace.mainTree().value(Promotion.self, at: tenant.promotion(id))?.status == status
  }

  private func decideClosing(
    of id: RecordID, as status: Promotion.Status, note: String, _ branch: RefName
  ) throws(OpsError) {
    try workspace.commit(to: workspace.main, as: act()) { (tree, edit) throws(OpsError) in
      var promotion: Promotion
      if let present = try tree.value(Promotion.self, at: tenant.promotion(id)) {
        promotion = present
        try takeBack(present, in: tree, &edit)
      } else {
        promotion = try proposal(id, on: branch)
      }
      promotion.status = status
      promotion.finishedAt = now()
      promotion.closing = ClosingRecord(by: actor, note: note)
      try edit.put(promotion, at: tenant.promotion(id))
      return CommitNote(
        "promotion", "\(status.rawValue.lowercased()) \(id)", body: note, tenant: tenant.tenant,
        action: "promotion.\(status.rawValue.lowercased())", target: id.text)
    }
  }

  private func proposal(_ id: RecordID, on branch: RefName) throws(OpsError) -> Promotion {
    guard let promotion = try workspace.tree(of: branch).value(Promotion.self, at: tenant.promotion(id))
    else { throw OpsError("There is no such proposal", at: id.text, remedy: "n8n-ops promote list") }
    return promotion
  }

  /// Returns the baseline to what was approved before a promotion.
  private func takeBack(_ promotion: Promotion, in tree: LedgerTree, _ edit: inout LedgerEdit)
    throws(OpsError)
  {
    guard promotion.status == .pendingApproval else {
      throw OpsError(
        "The promotion cannot be ended any more", at: promotion.id.text,
        because: "it is \(promotion.status.rawValue.lowercased())",
        remedy: "n8n-ops promote plan, for what should run instead.")
    }
    for (workflow, before) in try ledger.contentBefore(promotion, in: tree) {
      let path = tenant.baseline(promotion.target, workflow)
      if let before {
        edit.put(blob: before, at: path)
      } else {
        edit.remove(path)
      }
    }
  }
}
