import Git
package import Governance
package import Ledger

extension OperationContext {
  /// All promotions on a branch of decisions, newest first.
  package func promotions(in tree: LedgerTree) throws(OpsError) -> [Promotion] {
    let names = try readGit { () throws(GitError) in try tree.folders(in: tenant.promotions) }
    var result: [Promotion] = []
    for name in names.reversed() {
      guard let id = RecordID(name) else { continue }
      if let promotion = try tree.value(Promotion.self, at: tenant.promotion(id)) { result.append(promotion) }
    }
    return result
  }

  /// Promotions that wait for their merge: each on a branch of its own, newest first.
  package func proposals() throws(OpsError) -> [Promotion] {
    let prefix = "refs/heads/promotion/\(tenant.tenant)/"
    let main = try workspace.mainTree()
    let references = try readGit { () throws(GitError) in try workspace.repository.references(prefix: prefix) }
    var result: [Promotion] = []
    for reference in references.reversed() {
      guard let id = RecordID(String("\(reference.name)".dropFirst(prefix.count))),
        try main.value(Promotion.self, at: tenant.promotion(id)) == nil
      else { continue }
      let tree = LedgerTree(repository: workspace.repository, commit: reference.oid)
      if let promotion = try tree.value(Promotion.self, at: tenant.promotion(id)) { result.append(promotion) }
    }
    return result
  }

  /// A promotion, from `main` or from its branch.
  package func promotion(_ id: RecordID) throws(OpsError) -> (promotion: Promotion, tree: LedgerTree) {
    for tree in [try workspace.mainTree(), try workspace.tree(ofBranch: tenant.promotionBranch(id))] {
      if let promotion = try tree.value(Promotion.self, at: tenant.promotion(id)) { return (promotion, tree) }
    }
    throw OpsError("There is no such promotion", at: id.text, remedy: "n8n-ops promote list")
  }

  /// Merges a proposal as the person who acts (PROMO-004): the same as `git merge --no-ff` of its branch.
  package func approve(_ id: RecordID, note: String?) throws(OpsError) -> String {
    let (promotion, _) = try self.promotion(id)
    let rule = try approvalRule(of: promotion, in: try workspace.mainTree())
    do {
      _ = try ApprovalRules.role(
        of: actor, members: try members(), requester: promotion.requestedBy, rule: rule)
    } catch {
      throw OpsError("You cannot approve this promotion", at: id.text, because: "\(error)")
    }
    let branch = try workspace.ref(branch: tenant.promotionBranch(id))
    let commit = try workspace.merge(
      branch: branch, as: act(),
      note: CommitNote(
        "promotion", "approve \(id)", body: note, tenant: tenant.tenant, action: "promotion.approve", target: id.text))
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

  /// The team, as the tree says.
  package func members() throws(OpsError) -> [Member] {
    Array(try workspace.mainTree().values(Member.self, in: tenant.team).values)
  }

  /// The rule of the stage that a promotion goes through; without a pipeline the default holds.
  func approvalRule(of promotion: Promotion, in tree: LedgerTree) throws(OpsError) -> ApprovalRule {
    guard let name = promotion.pipeline,
      let pipeline = try tree.value(Pipeline.self, at: tenant.pipeline(name)),
      let stage = pipeline.stage(into: promotion.target)
    else { return ApprovalRule() }
    return stage.approval
  }
}
