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
      try apply(safeChanges(from: old, to: new, workTree, journal), workTree)
    }
  }

  /// Moves `ref` from `old` to `new` (compare and swap); if it is the checked-out branch, index and work tree follow.
  ///
  /// Everything or nothing, also for a process that is killed: the next one that opens or updates the repository
  /// finishes the work tree.
  ///
  /// - Throws: As ``update(_:from:to:message:signature:)`` and ``followCheckedOutBranch(from:to:)``; then nothing moved.
  package func advance(
    _ ref: RefName, from old: OID?, to new: OID, message: String, signature: Signature? = nil
  ) throws(GitError) {
    guard let workTree, head() == ref else {
      return try update(ref, from: old, to: new, message: message, signature: signature)
    }
    let move = RefUpdate(ref, from: old, to: new)
    let locks = referenceLocks([move]) + [path + "index.lock"]
    try LockJournal.hold(in: commonPath, locks: locks) { (journal) throws(GitError) in
      try finishAbandoned(journal)
      // Before the files are looked at: they are as the branch is now, and would seem changed.
      try locked { (handle) throws(GitError) in try handle.compare(move) }
      let changes = try safeChanges(from: old, to: new, workTree, journal)
      try journal.begin(JournalNote.Following(update: move, folder: path))
      do throws(GitError) {
        try update([move], journal, message: message, signature: signature)
      } catch {
        journal.completeFollowing()
        throw error
      }
      try apply(changes, workTree)
      journal.completeFollowing()
    }
  }

  /// Lets the work tree follow its branch where a killed process could not.
  ///
  /// Where somebody has changed the files meanwhile, theirs stay as they are.
  func finishFollowing(_ journal: LockJournal) throws(GitError) {
    guard let following = journal.following, following.folder == path, let workTree else { return }
    let update = following.update
    guard let new = update.new, try oid(of: update.ref) == new, head() == update.ref else {
      return journal.completeFollowing()
    }
    do throws(GitError) {
      try apply(safeChanges(from: update.old, to: new, workTree, journal), workTree)
    } catch {
      guard case .workTreeDirty = error.kind else { throw error }
    }
    journal.completeFollowing()
  }

  private func apply(_ changes: [TreeChange], _ workTree: String) throws(GitError) {
    guard !changes.isEmpty else { return }
    try locked { (handle) throws(GitError) in
      try WorkTreeWriter(root: workTree, objectsPath: objectsPath).apply(changes, handle)
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
    try requireWritable(changes, workTree)
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

  /// Before the branch moves: a work tree that stays behind it would look as if somebody had undone what was decided.
  private func requireWritable(_ changes: [TreeChange], _ workTree: String) throws(GitError) {
    var seen: Set<String> = []
    for change in changes {
      var folder = workTree + change.path
      repeat {
        folder = String(folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)])
      } while access("\(folder)/.", F_OK) != 0 && folder.utf8.count >= workTree.utf8.count
      guard seen.insert(folder).inserted, access("\(folder)/.", W_OK | X_OK) != 0 else { continue }
      throw SystemError.current("write to \(folder)")
    }
  }

  private func requireUnlockedIndex(_ journal: LockJournal) throws(GitError) {
    let lock = path + "index.lock"
    try journal.taking(lock) { () throws(GitError) in
      guard access(lock, F_OK) == 0 else { return }
      throw GitError(.locked, operation: "update the work tree", detail: "the index is locked")
    }
  }
}
