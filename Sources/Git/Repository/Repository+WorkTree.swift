import CGit2

#if canImport(Glibc)
  import Glibc
#endif

extension Repository {
  /// Says beforehand whether ``followCheckedOutBranch(from:to:)`` would work; changes nothing.
  ///
  /// - Throws: ``GitError/Kind/workTreeDirty(_:)`` with the files whose changes would be lost,
  ///   ``GitError/Kind/locked`` while another process works on the index. Nothing in a bare repository.
  package func checkWorkTree(canMoveFrom old: OID?, to new: OID) throws(GitError) {
    guard let workTree else { return }
    try holdingIndex { (journal) throws(GitError) in
      _ = try safeChanges(from: old, to: new, workTree, journal)
    }
  }

  /// Lets index and work tree follow the checked-out branch, which has been moved from `old` to `new`.
  ///
  /// Only files that differ between the two are touched, each in one step. A file that already is as in `new` is fine,
  /// so a call that was interrupted can be repeated. Nothing happens in a bare repository.
  ///
  /// - Throws: ``GitError/Kind/workTreeDirty(_:)``, then nothing was touched; ``GitError/Kind/locked``.
  package func followCheckedOutBranch(from old: OID?, to new: OID) throws(GitError) {
    guard let workTree else { return }
    try holdingIndex { (journal) throws(GitError) in
      let changes = try safeChanges(from: old, to: new, workTree, journal)
      guard !changes.isEmpty else { return }
      try locked { (handle) throws(GitError) in
        try WorkTreeWriter(root: workTree, objectsPath: objectsPath).apply(changes, handle)
      }
    }
  }

  private func holdingIndex(_ body: (LockJournal) throws(GitError) -> Void) throws(GitError) {
    try LockJournal.hold(in: commonPath, locks: [path + "index.lock"], body)
  }

  /// The files that differ; throws when one of them cannot be touched.
  private func safeChanges(
    from old: OID?, to new: OID, _ workTree: String, _ journal: LockJournal
  ) throws(GitError) -> [TreeChange] {
    let changes = try changes(from: old, to: new)
    try requireUnlockedIndex(journal)
    let dirty = try locked { (handle) throws(GitError) -> [String] in
      try WorkTreeCheck(root: workTree, changes: changes).dirtyPaths(handle)
    }
    guard dirty.isEmpty else {
      let shown = dirty.prefix(5).joined(separator: ", ") + (dirty.count > 5 ? ", …" : "")
      throw GitError(
        .workTreeDirty(dirty), operation: "update the work tree \(workTree)",
        detail: "changes of your own would be lost: \(shown); commit, stash or discard them first")
    }
    return changes
  }

  private func requireUnlockedIndex(_ journal: LockJournal) throws(GitError) {
    let lock = path + "index.lock"
    try journal.taking(lock) { () throws(GitError) in
      guard access(lock, F_OK) == 0 else { return }
      throw GitError(.locked, operation: "update the work tree", detail: "the index is locked")
    }
  }
}
