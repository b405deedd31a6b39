import Git
package import Governance

extension Workspace {
  /// Removes the executions of an environment that began before a day (RET-001). The ref has no history: what goes is
  /// gone.
  ///
  /// - Parameters:
  ///   - day: the oldest day that stays, `2026-11-24`.
  ///   - isDryRun: only counts.
  /// - Returns: how many days go.
  package func forgetExecutions(
    of environment: Slug, tenant: TenantRoot, before day: String, isDryRun: Bool, as act: Act
  ) throws(OpsError) -> Int {
    let ref = try ref(named: tenant.executionsRef(environment))
    if isDryRun { return try days(in: try tree(of: ref), before: day).count }
    var count = 0
    try replace(ref, as: act) { (tree, edit) throws(OpsError) in
      let old = try days(in: tree, before: day)
      count = old.count
      guard !old.isEmpty else { return nil }
      for name in old { edit.remove("\(name).json") }
      return CommitNote(
        "executions", "forget \(old.count) days", tenant: tenant.tenant, action: "executions.forget",
        target: environment.text)
    }
    return count
  }

  private func days(in tree: LedgerTree, before day: String) throws(OpsError) -> [String] {
    try readGit { () throws(GitError) in try tree.documents(in: "") }.map(\.name).filter { $0 < day }
  }
}
