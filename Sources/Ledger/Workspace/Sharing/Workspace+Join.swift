import Git

extension Workspace {
  /// What becomes of observations that were made here while the remote got others: both are kept as far as they speak of
  /// different things, and of the same thing the later one counts.
  func join(_ position: RefPosition) throws(GitError) -> OID? {
    guard let here = position.here, let there = position.there else { return position.there ?? position.here }
    // A tag stands for one moment.
    guard !position.ref.name.full.hasPrefix("refs/tags/") else { return there }
    return position.ref.hasHistory
      ? try append(here, since: position.known, to: there) : try unite(here, there, since: position.known)
  }

  /// Makes the commits since `base` again on top of `there`; each is a whole observation. Where the remote saw the
  /// environment later, its view stands alone.
  private func append(_ here: OID, since base: OID?, to there: OID) throws(GitError) -> OID {
    guard try isNewer(here, than: there) else { return there }
    guard let base, repository.contains(base), try repository.isAncestor(base, of: here) else { return there }
    let objects = repository.makeTransaction()
    var parent = there
    for commit in try repository.log(from: here, excluding: [base], firstParent: true).reversed() {
      parent = try makeCommit(
        objects, tree: commit.tree, parents: [parent], author: commit.author, committer: commit.committer,
        message: commit.message)
    }
    try objects.flush()
    return parent
  }

  /// File by file: what changed here since `base` is put over what is there.
  private func unite(_ here: OID, _ there: OID, since base: OID?) throws(GitError) -> OID {
    let base = base.flatMap { repository.contains($0) ? $0 : nil }
    let theirs = Set(try repository.changes(from: base, to: there).map(\.path))
    let isNewer = try isNewer(here, than: there)
    var edits: [String: TreeEdit] = [:]
    for change in try repository.changes(from: base, to: here) where isNewer || !theirs.contains(change.path)
    {
      edits[change.path] = change.new.map { .file($0) } ?? .remove
    }
    return try put(edits, over: there, as: isNewer ? here : there)
  }

  /// What the remote has with the sealed values that are here and that it has lost: nothing of ours removes one, and
  /// whoever removed them there does not remove them here. Nil where it has lost none.
  func keepingValues(_ position: RefPosition) throws(GitError) -> OID? {
    guard position.ref.kind == .secret, let here = position.here, let there = position.there else {
      return nil
    }
    let lost = try repository.changes(from: here, to: there).filter { $0.new == nil }
    guard !lost.isEmpty else { return nil }
    var edits: [String: TreeEdit] = [:]
    for change in lost { edits[change.path] = change.old.map { .file($0) } }
    return try put(edits, over: there, as: there)
  }

  /// A commit without history like another one, with files put over those of the remote; the remote's where that changes
  /// nothing.
  private func put(_ edits: [String: TreeEdit], over there: OID, as model: OID) throws(GitError) -> OID {
    let objects = repository.makeTransaction()
    let tree = try objects.tree(editing: there, edits)
    guard try repository.commit(there).tree != tree else { return there }
    let latest = try repository.commit(model)
    let joined = objects.commit(
      tree: tree, parents: [], author: latest.author, committer: latest.committer, message: latest.message)
    try objects.flush()
    return joined
  }

  private func isNewer(_ one: OID, than other: OID) throws(GitError) -> Bool {
    try repository.commit(one).committer.time >= repository.commit(other).committer.time
  }
}
