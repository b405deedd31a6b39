package import Git
package import Governance

extension Workspace {
  /// Branches of decisions that are here and not on the remote, with where they would go from.
  ///
  /// - Throws: where one of them has gone another way there.
  package func decisionsToPush() throws(OpsError) -> [RefUpdate] {
    try fetch().filter { $0.ref.kind == .decision && $0.here != nil }.map { position throws(OpsError) in
      let verdict = try readGit { () throws(GitError) in try self.verdict(on: position) }
      guard verdict == .ahead else { throw position.error(remote: shared, verdict) }
      return RefUpdate(position.ref.name, from: position.there, to: position.here)
    }
  }

  /// Sends them, with what was observed.
  ///
  /// - Returns: what was sent.
  package func pushDecisions() throws(OpsError) -> [RefUpdate] {
    let updates = try decisionsToPush()
    if let shared, !updates.isEmpty {
      let results = try shared.push(updates, from: repository)
      try note(results)
      let refused = results.filter { !$0.isAccepted }
      guard refused.isEmpty else { throw refusal(of: refused) }
    }
    try publish()
    return updates
  }
}
