import Git
package import Governance

extension TenantLedger {
  /// All promotions on a branch of decisions, newest first. One whose record cannot be read is left out and does not
  /// keep the others from anything: ``unreadablePromotions(in:)`` and `check` tell it.
  package func promotions(in tree: LedgerTree) throws(OpsError) -> [Promotion] {
    try promotionRecords(in: tree).compactMap { try? $0.record.get() }
      .sorted { ($0.requestedAt, $0.id) > ($1.requestedAt, $1.id) }
  }

  /// Promotions whose record cannot be read, with the reason.
  package func unreadablePromotions(in tree: LedgerTree) throws(OpsError) -> [(
    id: RecordID, reason: OpsError
  )] {
    try promotionRecords(in: tree).compactMap { id, record in
      if case .failure(let error) = record { (id, error) } else { nil }
    }
  }

  private func promotionRecords(in tree: LedgerTree) throws(OpsError) -> [(
    id: RecordID, record: Result<Promotion, OpsError>
  )] {
    let names = try readGit { () throws(GitError) in try tree.folders(in: tenant.promotions) }
    return names.compactMap { name in
      guard let id = RecordID(name) else { return nil }
      do throws(OpsError) {
        return try tree.value(Promotion.self, at: tenant.promotion(id)).map { (id, .success($0)) }
      } catch {
        return (id, .failure(error))
      }
    }
  }

  /// Promotions into an environment that are approved and not at their end: `main` is ahead of what runs there.
  package func promotionsInFlight(into environment: Slug, main: LedgerTree) throws(OpsError) -> [Promotion] {
    try promotions(in: main).filter {
      $0.target == environment && ($0.status == .pendingApproval || $0.status == .running)
    }
  }

  /// Promotions that wait for their merge: each on a branch of its own, newest first. Anybody can push a branch: one
  /// whose record cannot be read is left out, and told when it is asked for by its id.
  package func proposals() throws(OpsError) -> [Promotion] {
    let prefix = "refs/heads/promotion/\(tenant.tenant)/"
    let main = try workspace.mainTree()
    let references = try readGit { () throws(GitError) in try workspace.repository.references(prefix: prefix)
    }
    var result: [Promotion] = []
    for reference in references.reversed() {
      guard let id = RecordID(String("\(reference.name)".dropFirst(prefix.count))),
        try main.value(Promotion.self, at: tenant.promotion(id)) == nil
      else { continue }
      let tree = LedgerTree(repository: workspace.repository, commit: reference.oid)
      if let promotion = (try? tree.value(Promotion.self, at: tenant.promotion(id))) ?? nil {
        result.append(promotion)
      }
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

  /// The team, as the tree says.
  package func members() throws(OpsError) -> [Member] {
    Array(try workspace.mainTree().values(Member.self, in: tenant.team).values)
  }

  /// The rule of the stage that a promotion goes through; without a pipeline the default holds.
  package func approvalRule(of promotion: Promotion, in tree: LedgerTree) throws(OpsError) -> ApprovalRule {
    guard let name = promotion.pipeline,
      let pipeline = try tree.value(Pipeline.self, at: tenant.pipeline(name)),
      let stage = pipeline.stage(into: promotion.target)
    else { return ApprovalRule() }
    return stage.approval
  }
}
