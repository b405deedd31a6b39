import Git
package import Governance

/// A decision on a branch `change/<tenant>/...` that waits for its merge (ENV-017): onboarding, one about a mapping, or
/// what somebody has proposed by hand.
package struct OpenChange: Sendable, Hashable {
  /// The branch, without `refs/heads/`. Whoever may push has chosen it.
  package let branch: String
  /// Its last commit: what is to be decided, who asks for it, and since when.
  package let request: AuditEntry
  /// How many files it changes.
  package let files: Int
}

extension TenantLedger {
  /// The decisions that wait for a merge, newest first. One whose content `main` has, merged or written in another way,
  /// waits no more; a branch that cannot be read is left out.
  package func openChanges() throws(OpsError) -> [OpenChange] {
    guard let main = try workspace.mainTree().commit else { return [] }
    let references = try readGit { () throws(GitError) in
      try workspace.repository.references(prefix: tenant.changeBranches)
    }
    return references.compactMap { (try? openChange($0.name, $0.oid, main)) ?? nil }
      .sorted { ($0.request.at, $0.branch) > ($1.request.at, $1.branch) }
  }

  private func openChange(_ name: RefName, _ tip: OID, _ main: OID) throws(GitError) -> OpenChange? {
    let repository = workspace.repository
    guard try !repository.isAncestor(tip, of: main) else { return nil }
    let base = try repository.mergeBase(tip, main)
    let changes = try repository.changes(from: base, to: tip)
    let tree = LedgerTree(repository: repository, commit: main)
    for change in changes where try tree.blob(at: change.path) != change.new {
      return OpenChange(
        branch: name.shortName, request: AuditEntry(try repository.commit(tip)),
        files: changes.count)
    }
    return nil
  }
}
