import Git
package import Governance
package import Ledger

extension OperationContext {
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
    return result
  }

  /// One incident.
  package func incident(_ id: RecordID, in tree: LedgerTree) throws(OpsError) -> Incident {
    guard let incident = try tree.value(Incident.self, at: tenant.incident(id)) else {
      throw OpsError("There is no such incident", at: id.text, remedy: "n8n-ops incident list")
    }
    return incident
  }

  /// Marks an incident as seen (INC-003).
  package func acknowledge(_ id: RecordID, note: String?) throws(OpsError) {
    try workspace.commit(to: workspace.main, as: act()) { (tree, edit) throws(OpsError) in
      var incident = try incident(id, in: tree)
      guard incident.acknowledge(by: actor, at: now(), note: note) else {
        throw OpsError(
          "The incident cannot be acknowledged", at: id.text, because: "it is \(incident.status.rawValue)")
      }
      try edit.put(incident, at: tenant.incident(id))
      return CommitNote(
        "incident", "acknowledge \(id)", tenant: tenant.tenant, action: "incident.acknowledge", target: id.text)
    }
  }

  /// Ends an incident with a note (INC-004). `accepted` may be said while the drift stands; the other ways are
  /// checked against what runs: their drift has to be gone.
  package func resolve(_ id: RecordID, how: Incident.Resolution, note: String) throws(OpsError) {
    let now = now()
    try workspace.commit(to: workspace.main, as: act()) { (tree, edit) throws(OpsError) in
      var incident = try incident(id, in: tree)
      guard incident.status != .resolved else {
        throw OpsError("The incident is resolved already", at: id.text)
      }
      if how != .accepted {
        let standing = try DriftComparison(self, environment: incident.environment, main: tree).findings
        guard standing.isEmpty else {
          throw OpsError(
            "The incident cannot be resolved as \(how.rawValue)", at: id.text,
            because: "the drift still stands: \(standing.map(\.workflow).joined(separator: ", "))",
            remedy: "Use `n8n-ops drift keep` or `drift revert` first, or resolve it as accepted.")
        }
      }
      incident.resolve(how, by: actor, at: now, note: note)
      try edit.put(incident, at: tenant.incident(id))
      return CommitNote(
        "incident", "resolve \(id) as \(how.rawValue)", body: note, tenant: tenant.tenant, action: "incident.resolve",
        target: id.text)
    }
  }
}
