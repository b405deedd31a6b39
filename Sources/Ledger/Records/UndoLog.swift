import Git
package import Governance
package import JSON

/// What a workflow was in the target before a deployment touched it, exactly as n8n told it.
///
/// It lies on a ref without history that goes when the deployment is finished: it may hold what the portable form
/// leaves out, and nobody should find it in the audit log.
package struct UndoEntry: StateFile, Hashable {
  package static var schemaName: String { "undo" }

  package var workflow: Slug
  /// Id in n8n; nil where the workflow was not there.
  package var id: String?
  /// The document of `GET /workflows/{id}`.
  package var document: JSON?
  /// The document sealed with age, in its place where a service key is configured: it has secrets in the clear.
  package var sealed: String?

  package init(workflow: Slug, id: String?, document: JSON?, sealed: String? = nil) {
    self.workflow = workflow
    self.id = id
    self.document = document
    self.sealed = sealed
  }
}

extension Workspace {
  /// Keeps the entries before the first write.
  package func writeUndoLog(_ entries: [UndoEntry], of promotion: RecordID, tenant: TenantRoot, as act: Act)
    throws(OpsError)
  {
    try replace(try ref(named: tenant.undoRef(promotion)), as: act) { (_, edit) throws(OpsError) in
      for entry in entries { try edit.put(entry, at: "\(entry.workflow).json") }
      return CommitNote(
        "undo", promotion.text, tenant: tenant.tenant, action: "deployment.undo", target: promotion.text)
    }
  }

  /// The entries of a deployment that was begun; nil where it had not come to its first write.
  package func undoLog(of promotion: RecordID, tenant: TenantRoot) throws(OpsError) -> [Slug: UndoEntry]? {
    let tree = try tree(of: try ref(named: tenant.undoRef(promotion)))
    guard tree.commit != nil else { return nil }
    return try tree.values(UndoEntry.self, in: "")
  }

  package func removeUndoLog(of promotion: RecordID, tenant: TenantRoot) throws(OpsError) {
    try remove(try ref(named: tenant.undoRef(promotion)))
  }
}
