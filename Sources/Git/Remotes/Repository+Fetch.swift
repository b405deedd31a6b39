import CGit2

extension Repository {
  /// Gets objects from `remote` and moves local references, each by compare and swap.
  ///
  /// - Parameters:
  ///   - refspecs: In Git's notation with full names, such as `+refs/heads/*:refs/remotes/origin/*`. Without the `+` a
  ///     reference only goes forward.
  ///   - prune: Delete local references that mirror nothing any more.
  /// - Returns: What became of each local reference that was to change, sorted by name.
  /// - Throws: ``GitError/Kind/notFound`` when the remote, or a reference that is named without a pattern, does not
  ///   exist; ``GitError/Kind/unreachable``, ``GitError/Kind/unauthorized``, ``GitError/Kind/untrusted``.
  @discardableResult
  package func fetch(remote: Remote, refspecs: [String], prune: Bool = false) throws(GitError)
    -> [FetchResult]
  {
    let session = RemoteSession(remote)
    let connection = try RemoteConnection.open(session, from: path, direction: GIT_DIRECTION_FETCH)
    let current = try connection.references()
    var moves: [RefName: FetchMove] = [:]
    for text in refspecs {
      try plan(FetchSpec(text), current, prune: prune, session, into: &moves)
    }
    try connection.download(refspecs)
    try refreshObjects()
    var results: [FetchResult] = []
    for (ref, move) in moves.sorted(by: { $0.key < $1.key }) {
      if let result = try apply(move, to: ref, session) { results.append(result) }
    }
    return results
  }

  /// The references of `remote` and what they point at, sorted by name (`git ls-remote --refs`).
  ///
  /// - Parameter forWriting: Ask the service that receives pushes, which wants the right to write; a test of it that
  ///   leaves nothing behind.
  /// - Throws: ``GitError/Kind/unauthorized`` without the right, and as ``fetch(remote:refspecs:prune:)``.
  package func references(
    of remote: Remote, forWriting: Bool = false
  ) throws(GitError) -> [(name: RefName, oid: OID)] {
    let session = RemoteSession(remote)
    let direction = forWriting ? GIT_DIRECTION_PUSH : GIT_DIRECTION_FETCH
    let connection = try RemoteConnection.open(session, from: path, direction: direction)
    var found: [(name: RefName, oid: OID)] = []
    for (name, oid) in try connection.references() {
      // HEAD, peeled tags (name^{}) and names that this Git does not accept are no references to work with.
      if let ref = try? RefName(name) { found.append((ref, oid)) }
    }
    return found.sorted { $0.name < $1.name }
  }

  private func plan(
    _ spec: borrowing FetchSpec, _ current: [String: OID], prune: Bool, _ session: RemoteSession,
    into moves: inout [RefName: FetchMove]
  ) throws(GitError) {
    if !spec.isPattern, current[spec.source] == nil {
      throw GitError(
        .notFound, operation: session.operation("fetch from"), detail: "the remote has no \(spec.source)")
    }
    for (name, oid) in current where !name.hasSuffix("^{}") {
      guard let ref = try spec.destination(for: name) else { continue }
      moves[ref] = FetchMove(new: oid, isForced: spec.isForced)
    }
    guard prune else { return }
    for (ref, _) in try references(prefix: "refs/") {
      guard let origin = try spec.origin(of: ref), current[origin] == nil else { continue }
      moves[ref] = FetchMove(new: nil, isForced: true)
    }
  }

  private func apply(_ move: FetchMove, to ref: RefName, _ session: RemoteSession) throws(GitError)
    -> FetchResult?
  {
    let old = try oid(of: ref)
    if old == move.new { return nil }
    var outcome = RefOutcome.accepted
    if !move.isForced, let old, let new = move.new, try !isAncestor(old, of: new) {
      outcome = .refused("not a fast-forward")
    } else {
      do throws(GitError) {
        try update(ref, from: old, to: move.new, message: "fetch \(session.url.shown)")
      } catch {
        guard error.isRefMoved else { throw error }
        outcome = .refused(error.detail)
      }
    }
    return FetchResult(ref: ref, old: old, new: move.new, outcome: outcome)
  }
}

/// Where a local reference is to go.
private struct FetchMove {
  let new: OID?
  let isForced: Bool
}
