import Git
package import Governance
import Ledger

extension OperationContext {
  /// Marks an incident as seen (INC-003).
  package func acknowledge(_ id: RecordID, note: String?) throws(OpsError) {
    try workspace.commit(to: workspace.main, as: act()) { (tree, edit) throws(OpsError) in
      var incident = try ledger.incident(id, in: tree)
      guard incident.acknowledge(by: actor, at: now(), note: note) else {
        throw OpsError(
          "The incident cannot be acknowledged", at: id.text, because: "it is \(incident.status.rawValue)",
          remedy: "n8n-ops incident show \(id)")
      }
      try edit.put(incident, at: tenant.incident(id))
      return CommitNote(
        "incident", "acknowledge \(id)", tenant: tenant.tenant, action: "incident.acknowledge",
        target: id.text)
    }
  }

  /// Ends an incident with a note (INC-004). `accepted` may be said while the drift stands; the other ways are
  /// checked against what runs: their drift has to be gone.
  package func resolve(_ id: RecordID, how: Incident.Resolution, note: String) throws(OpsError) {
    let now = now()
    try workspace.commit(to: workspace.main, as: act()) { (tree, edit) throws(OpsError) in
      var incident = try ledger.incident(id, in: tree)
      guard incident.status != .resolved else {
        throw OpsError("The incident is resolved already", at: id.text, remedy: "n8n-ops incident show \(id)")
      }
      if how != .accepted {
        let standing = try DriftComparison(ledger, environment: incident.environment, main: tree).findings
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
        "incident", "resolve \(id) as \(how.rawValue)", body: note, tenant: tenant.tenant,
        action: "incident.resolve",
        target: id.text)
    }
  }
}
