import Git
package import Governance

extension Workspace {
  /// Removes the records of jobs that began before the bound. The ref has no history: what goes is gone.
  ///
  /// - Parameter isDryRun: only counts.
  /// - Returns: how many go.
  package func forgetJobs(of tenant: TenantRoot, before bound: Instant, isDryRun: Bool, as act: Act)
    throws(OpsError) -> Int
  {
    let ref = try ref(named: tenant.jobsRef)
    if isDryRun { return try oldJobs(in: try tree(of: ref), before: bound).count }
    var count = 0
    try replace(ref, as: act) { (tree, edit) throws(OpsError) in
      let old = try oldJobs(in: tree, before: bound)
      count = old.count
      guard !old.isEmpty else { return nil }
      for path in old { edit.remove(path) }
      return CommitNote(
        "job", "forget \(old.count)", tenant: tenant.tenant, action: "job.forget")
    }
    return count
  }

  private func oldJobs(in tree: LedgerTree, before bound: Instant) throws(OpsError) -> [String] {
    // The bound as the time that record ids begin with.
    let digits = "\(bound)".filter { $0.isNumber || $0 == "T" }.prefix(15)
    return try readGit { () throws(GitError) in try tree.files() }.filter { path in
      RecordID(String(path.dropLast(5))) != nil && path.prefix(15) < digits
    }
  }
}
