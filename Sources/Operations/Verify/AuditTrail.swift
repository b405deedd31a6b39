import Git
package import Governance
package import Ledger

/// Everything on record about one promotion or incident, for an auditor (ADMIN-002): the record itself, and each commit
/// that made it what it is.
package struct AuditTrail: Sendable {
  /// What the trail is about.
  package enum Record: Sendable {
    case promotion(Promotion)
    case incident(Incident)
  }

  /// One commit, with what vouches for it.
  package struct Step: Sendable {
    package var entry: AuditEntry
    package var signature: CommitSignature
  }

  package let record: Record
  /// Oldest first.
  package let steps: [Step]

  package init(of id: RecordID, in ledger: TenantLedger) throws(OpsError) {
    record = try Self.record(id, in: ledger)
    let workspace = ledger.workspace
    let verify = VerifyCommits(workspace: workspace)
    // What was decided about an incident is a promotion: its commits belong to both.
    let promotions = try ledger.promotions(in: try workspace.mainTree())
    let targets = Set(Promotion.records(about: id, among: promotions).map(\.text))
    var entries = try workspace.audit().filter { entry in
      entry.tenant == ledger.tenant.tenant.text && entry.target.map(targets.contains) ?? false
    }
    entries += try Self.proposalEntries(id, in: ledger).filter { proposal in
      !entries.contains { $0.commit == proposal.commit }
    }
    var steps: [Step] = []
    for entry in entries.reversed() {
      let commit = try readGit { () throws(GitError) in try workspace.repository.commit(entry.commit) }
      steps.append(Step(entry: entry, signature: try verify.signature(of: commit)))
    }
    self.steps = steps
  }

  private static func record(_ id: RecordID, in ledger: TenantLedger) throws(OpsError) -> Record {
    let main = try ledger.workspace.mainTree()
    if let incident = try main.value(Incident.self, at: ledger.tenant.incident(id)) {
      return .incident(incident)
    }
    if let promotion = try main.value(Promotion.self, at: ledger.tenant.promotion(id)) {
      return .promotion(promotion)
    }
    let proposal = try ledger.workspace.tree(ofBranch: ledger.tenant.promotionBranch(id))
    if let promotion = try proposal.value(Promotion.self, at: ledger.tenant.promotion(id)) {
      return .promotion(promotion)
    }
    throw OpsError(
      "There is no such promotion or incident", at: id.text,
      remedy: "n8n-ops promote list; n8n-ops incident list")
  }

  /// Commits of a proposal that nobody has merged yet.
  private static func proposalEntries(_ id: RecordID, in ledger: TenantLedger) throws(OpsError)
    -> [AuditEntry]
  {
    let workspace = ledger.workspace
    let main = try workspace.mainTree().commit
    let tip = try workspace.tree(ofBranch: ledger.tenant.promotionBranch(id)).commit
    guard let tip else { return [] }
    let commits = try readGit { () throws(GitError) in
      try workspace.repository.log(from: tip, excluding: main.map { [$0] } ?? [])
    }
    return commits.map(AuditEntry.init)
  }
}
