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
      _ = try movablePaths(from: old, to: new, workTree, journal)
    }
  }

  /// Lets index and work tree follow the checked-out branch, which has been moved from `old` to `new`.
  ///
  /// Only files that differ between the two are touched. A file that already is as in `new` is fine, so a call that
  /// was interrupted can be repeated. Nothing happens in a bare repository.
  ///
  /// - Throws: ``GitError/Kind/workTreeDirty(_:)``, then nothing was touched; ``GitError/Kind/locked``.
  package func followCheckedOutBranch(from old: OID?, to new: OID) throws(GitError) {
    guard let workTree else { return }
    try holdingIndex { (journal) throws(GitError) in
      let paths = try movablePaths(from: old, to: new, workTree, journal)
      guard !paths.isEmpty else { return }
      let target = try treeOID(of: new)
      let base: OID? = if let old { try treeOID(of: old) } else { nil }
      try locked { (handle) throws(GitError) in try handle.checkOut(paths, from: base, to: target) }
    }
  }

  private func holdingIndex(_ body: (LockJournal) throws(GitError) -> Void) throws(GitError) {
    try LockJournal.hold(in: commonPath, locks: [path + "index.lock"], body)
  }

  /// The paths that differ; throws when one of them cannot be touched.
  private func movablePaths(
    from old: OID?, to new: OID, _ workTree: String, _ journal: LockJournal
  ) throws(GitError) -> [String] {
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
    return changes.map(\.path)
  }

  private func requireUnlockedIndex(_ journal: LockJournal) throws(GitError) {
    let lock = path + "index.lock"
    try journal.taking(lock) { () throws(GitError) in
      guard access(lock, F_OK) == 0 else { return }
      throw GitError(.locked, operation: "update the work tree", detail: "the index is locked")
    }
  }
}

extension RepositoryHandle {
  fileprivate func checkOut(_ paths: [String], from base: OID?, to target: OID) throws(GitError) {
    let operation = "update the work tree"
    let tree = try object(target, operation)
    let baseTree: Owned? = if let base { try object(base, operation) } else { nil }
    let emptyIndex = try Owned(operation, releasedBy: git_index_free) { git_index_new(&$0) }
    var options = git_checkout_options()
    try LibGit2.check(git_checkout_options_init(&options, UInt32(GIT_CHECKOUT_OPTIONS_VERSION)), operation)
    options.checkout_strategy = GIT_CHECKOUT_FORCE.rawValue | GIT_CHECKOUT_DISABLE_PATHSPEC_MATCH.rawValue
    switch baseTree {
    case .some(let owned):
      options.baseline = owned.pointer
      try checkOut(paths, tree, &options, operation)
    case nil:
      options.baseline_index = emptyIndex.pointer
      try checkOut(paths, tree, &options, operation)
    }
  }

  private func checkOut(
    _ paths: [String], _ tree: borrowing Owned, _ options: inout git_checkout_options, _ operation: String
  ) throws(GitError) {
    let pointer = tree.pointer
    let status = paths.withLibGit2 { array in
      options.paths = array.pointee
      return git_checkout_tree(repository, pointer, &options)
    }
    try LibGit2.check(status, operation)
  }

  private func object(_ oid: OID, _ operation: String) throws(GitError) -> Owned {
    var id = oid.libgit2
    return try Owned(operation, releasedBy: git_object_free) {
      git_object_lookup(&$0, repository, &id, GIT_OBJECT_TREE)
    }
  }
}
