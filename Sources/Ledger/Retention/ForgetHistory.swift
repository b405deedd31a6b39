package import Git
package import Governance

extension Workspace {
  /// Cuts off the history of an observed branch before the bound. The state at the bound becomes the first commit;
  /// those after it are made again, with the same content, people, times and messages.
  ///
  /// It pays only now and then, since all later commits are written again: nothing goes before the oldest commit has
  /// stood for a quarter longer than it had to.
  ///
  /// - Parameter isDryRun: only counts.
  /// - Returns: how many commits go.
  package func forgetHistory(of branch: RefName, before bound: Instant, now: Instant, isDryRun: Bool)
    throws(OpsError) -> Int
  {
    let patience = bound.adding(seconds: -(now.seconds(since: bound) / 4))
    let repository = repository
    for _ in 0..<attempts {
      let found = try readGit { () throws(GitError) -> (tip: OID, root: OID?, count: Int)? in
        guard let tip = try repository.oid(of: branch) else { return nil }
        let history = try repository.log(from: tip, firstParent: true)
        guard let oldest = history.last, oldest.committer.time < patience.seconds,
          let first = history.firstIndex(where: { $0.committer.time < bound.seconds }),
          first < history.count - 1
        else { return nil }
        let count = history.count - 1 - first
        if isDryRun { return (tip, nil, count) }
        let objects = repository.makeTransaction()
        var parent: OID?
        for commit in history[...first].reversed() {
          parent = objects.commit(
            tree: commit.tree, parents: parent.map { [$0] } ?? [], author: commit.author,
            committer: commit.committer, message: commit.message)
        }
        try objects.flush()
        return (tip, parent, count)
      }
      guard let found else { return 0 }
      if isDryRun { return found.count }
      // Where a sync was faster, what it added is kept by beginning again.
      let update = RefUpdate(branch, from: found.tip, to: found.root)
      if try move(update, message: "retention") { return found.count }
    }
    throw OpsError(
      "The branch keeps moving, so its history stays as it is", at: "\(branch)",
      remedy: "The next retention tries again.")
  }
}
