import Git
package import Governance
package import Ledger

extension OperationContext {
  /// Changes the status, and the index where one is given.
  ///
  /// - Parameters:
  ///   - seen: what the next sync knows again; nil leaves it as it is.
  ///   - pages: the same of the list as a whole; the files that it stands on are filled in.
  package func updateStatus(
    of environment: Slug, job: RecordID?, index: ObservedIndex? = nil,
    seen: SeenEntries? = nil, pages: SeenPages? = nil,
    change: (inout EnvironmentStatus) -> Void
  ) throws(OpsError) {
    let ref = try workspace.ref(named: tenant.statusRef(environment))
    try workspace.replace(ref, as: machineAct(job: job)) { (tree, edit) throws(OpsError) in
      var status = try tree.value(EnvironmentStatus.self, at: ObservedPaths.status) ?? EnvironmentStatus()
      change(&status)
      try edit.put(status, at: ObservedPaths.status)
      if let index { try edit.put(index, at: ObservedPaths.index) }
      if let seen { try edit.put(seen, at: ObservedPaths.seen) }
      if var pages {
        pages.index = try blob(at: ObservedPaths.index, edit, tree)
        pages.seen = try blob(at: ObservedPaths.seen, edit, tree)
        try edit.put(pages, at: ObservedPaths.pages)
      }
      return CommitNote(
        "status", environment.text, tenant: tenant.tenant, action: "status", target: environment.text)
    }
  }

  /// Git id of a file as it will be.
  private func blob(at path: String, _ edit: LedgerEdit, _ tree: LedgerTree) throws(OpsError) -> String? {
    if case .file(let blob, _)? = edit.edits[path] { return blob.hex }
    return try readGit { () throws(GitError) in try tree.blob(at: path) }?.hex
  }
}
