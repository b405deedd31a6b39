import Git
package import Governance

extension TenantLedger {
  /// The incident of an environment that is not resolved.
  package func activeIncident(of environment: Slug, in tree: LedgerTree) throws(OpsError) -> Incident? {
    try incidents(in: tree).first { $0.environment == environment && $0.status != .resolved }
  }

  /// All incidents of the tenant, newest first.
  package func incidents(in tree: LedgerTree) throws(OpsError) -> [Incident] {
    let names = try readGit { () throws(GitError) in try tree.documents(in: tenant.incidents).map(\.name) }
    var result: [Incident] = []
    for name in names.reversed() {
      guard let id = RecordID(name) else { continue }
      if let incident = try tree.value(Incident.self, at: tenant.incident(id)) { result.append(incident) }
    }
    return result.sorted { ($0.openedAt, $0.id) > ($1.openedAt, $1.id) }
  }

  /// Drift of an environment that somebody has accepted.
  package func acceptedDrift(of environment: Slug, in tree: LedgerTree) throws(OpsError) -> [DriftFinding] {
    try incidents(in: tree).filter { $0.environment == environment && $0.resolution == .accepted }
      .flatMap(\.findings)
  }

  /// One incident.
  package func incident(_ id: RecordID, in tree: LedgerTree) throws(OpsError) -> Incident {
    guard let incident = try tree.value(Incident.self, at: tenant.incident(id)) else {
      throw OpsError("There is no such incident", at: id.text, remedy: "n8n-ops incident list")
    }
    return incident
  }
}
