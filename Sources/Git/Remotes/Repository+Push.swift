import CGit2

extension Repository {
  /// Sends objects to `remote` and moves its references, each only if its condition holds there.
  ///
  /// The remote is asked for its references first; what it accepts is compared again by the remote itself with what it
  /// had answered, so nobody's push in between is lost. References are judged one by one, unlike the local ones.
  ///
  /// - Returns: What became of each of `refspecs`, in their order. A reference that somebody else moved, a hook or
  ///   branch protection that said no: ``RefOutcome/refused(_:)``.
  /// - Throws: ``GitError/Kind/unreachable``, ``GitError/Kind/unauthorized``, ``GitError/Kind/untrusted`` or
  ///   ``GitError/Kind/notFound`` when no push came about.
  package func push(remote: Remote, refspecs: [PushSpec]) throws(GitError) -> [PushResult] {
    let session = RemoteSession(remote)
    let connection = try RemoteConnection.open(session, from: path, direction: GIT_DIRECTION_PUSH)
    let current = try connection.references()
    var results: [PushResult] = []
    var accepted: [PushSpec] = []
    for spec in refspecs {
      let old = current[spec.destination.full]
      let outcome = try judge(spec, old: old)
      if outcome == .accepted, old != spec.source { accepted.append(spec) }
      results.append(PushResult(ref: spec.destination, old: old, new: spec.source, outcome: outcome))
    }
    guard !accepted.isEmpty else { return results }
    do throws(GitError) {
      try connection.upload(accepted.map(\.text))
    } catch {
      throw damage() ?? error
    }
    try session.requireWholeRemote()
    let sent = Set(accepted.map(\.destination))
    return results.map { result in sent.contains(result.ref) ? session.answered(result) : result }
  }

  private func judge(_ spec: PushSpec, old: OID?) throws(GitError) -> RefOutcome {
    switch spec.condition {
    case .any: return .accepted
    case .current(let expected):
      if old == expected { return .accepted }
      return .refused("expected \(expected?.short ?? "no reference"), found \(old?.short ?? "no reference")")
    case .fastForward:
      guard let old, let new = spec.source, old != new else { return .accepted }
      guard contains(old) else { return .refused("the remote has commits that are not here; fetch first") }
      return try isAncestor(old, of: new) ? .accepted : .refused("not a fast-forward")
    }
  }
}

extension RemoteSession {
  /// Throws where the remote lacks objects that its own references lead to: only what it does not have is sent.
  fileprivate func requireWholeRemote() throws(GitError) {
    for case let reason? in statuses.values where reason.contains("missing necessary objects") {
      throw GitError(
        .other, operation: operation(Self.pushing), detail: "the remote is damaged: \(withWords(reason))")
    }
  }

  /// `result` with what the remote answered about it.
  fileprivate func answered(_ result: PushResult) -> PushResult {
    let outcome: RefOutcome
    switch statuses[result.ref.full] {
    case .some(nil): outcome = .accepted
    case .some(.some(let reason)): outcome = .refused(withWords(reason))
    case nil: outcome = .refused(withWords("the remote did not say what became of it"))
    }
    return PushResult(ref: result.ref, old: result.old, new: result.new, outcome: outcome)
  }

  private func withWords(_ reason: String) -> String {
    let words = self.words.trimmed
    return words.isEmpty ? reason : "\(reason): \(words)"
  }
}
