import CGit2

extension Repository {
  /// Moves `ref` from `old` to `new` if it still is at `old` (compare and swap).
  ///
  /// - Parameters:
  ///   - old: The value that was read; nil when `ref` must not exist.
  ///   - new: The new value; nil deletes `ref`.
  ///   - message: What the reflog says.
  ///   - signature: Who the reflog names; nil for the identity in the repository's configuration.
  /// - Throws: ``GitError/Kind/refMoved(ref:expected:found:)`` when somebody else was faster;
  ///   ``GitError/Kind/locked`` when another process holds the reference's lock for more than a second.
  package func update(
    _ ref: RefName, from old: OID?, to new: OID?, message: String, signature: Signature? = nil
  ) throws(GitError) {
    try update([RefUpdate(ref, from: old, to: new)], message: message, signature: signature)
  }

  /// Makes all `updates` or none: every lock is taken and every old value compared before the first reference moves.
  ///
  /// Only a failing disk can stop the moves halfway. References are locked in the order of their names, so two
  /// processes cannot wait for each other.
  package func update(
    _ updates: [RefUpdate], message: String, signature: Signature? = nil
  ) throws(GitError) {
    guard !updates.isEmpty else { return }
    let sorted = updates.sorted { $0.ref < $1.ref }
    for (left, right) in zip(sorted, sorted.dropFirst()) where left.ref == right.ref {
      throw GitError(.invalid, operation: "update \(left.ref)", detail: "it is named twice")
    }
    let locks = sorted.map { commonPath + $0.ref.full + ".lock" }
    // The journal before the handle: everywhere in this order, or two threads would wait for each other.
    try LockJournal.hold(in: commonPath, locks: locks + [commonPath + "packed-refs.lock"]) {
      (journal) throws(GitError) in
      try locked { (handle) throws(GitError) in
        try handle.update(sorted, locks: locks, journal, message: message, signature: signature)
      }
    }
  }
}

extension RepositoryHandle {
  fileprivate func update(
    _ updates: [RefUpdate], locks: [String], _ journal: LockJournal, message: String, signature: Signature?
  ) throws(GitError) {
    let transaction = try Owned("update references", releasedBy: git_transaction_free) {
      git_transaction_new(&$0, repository)
    }
    let pointer = transaction.pointer
    for update in updates where update.old == nil { try requireFreeName(update.ref) }
    for (update, lock) in zip(updates, locks) {
      try journal.taking(lock) { () throws(GitError) in
        try LibGit2.check(git_transaction_lock_ref(pointer, update.ref.full), "lock \(update.ref)")
      }
    }
    for update in updates { try judge(update) }
    try commit(updates, in: transaction, message: message, signature: signature)
    for update in updates where update.new == nil {
      // A log that stays would stand in the way of a reference below this name.
      git_reflog_delete(repository, update.ref.full)
    }
  }

  private func judge(_ update: RefUpdate) throws(GitError) {
    try compare(update)
    if let new = update.new { try require(new, "update \(update.ref)") }
  }

  private func commit(
    _ updates: [RefUpdate], in transaction: borrowing Owned, message: String, signature: Signature?
  ) throws(GitError) {
    let operation = "update \(updates.map(\.ref.full).joined(separator: ", "))"
    let author = try LibGit2Signature(signature)
    for update in updates where update.old != update.new {
      if let new = update.new {
        var id = new.libgit2
        try LibGit2.check(
          git_transaction_set_target(transaction.pointer, update.ref.full, &id, author.pointer, message),
          operation)
      } else {
        try LibGit2.check(git_transaction_remove(transaction.pointer, update.ref.full), operation)
      }
    }
    try LibGit2.check(git_transaction_commit(transaction.pointer), operation)
  }

  private func compare(_ update: RefUpdate) throws(GitError) {
    let found = try directOID(of: update.ref)
    guard found != update.old else { return }
    let moved = GitError.Kind.refMoved(ref: update.ref.full, expected: update.old, found: found)
    throw GitError(
      moved, operation: "update \(update.ref)",
      detail:
        "expected \(Self.shown(update.old)), found \(Self.shown(found)): it was moved meanwhile; read it again"
    )
  }

  private static func shown(_ oid: OID?) -> String {
    oid.map { "it at \($0.short)" } ?? "no such reference"
  }

  /// What `ref` itself holds; a symbolic reference is refused, since an update would replace it.
  private func directOID(of ref: RefName) throws(GitError) -> OID? {
    var reference: OpaquePointer?
    let status = git_reference_lookup(&reference, repository, ref.full)
    if status == GIT_ENOTFOUND.rawValue { return nil }
    try LibGit2.check(status, "read reference \(ref)")
    defer { git_reference_free(reference) }
    guard let oid = OID(git_reference_target(reference)) else {
      throw GitError(.invalid, operation: "update \(ref)", detail: "it is a symbolic reference")
    }
    return oid
  }

  /// A reference cannot stand where a folder of references is, nor below another reference.
  private func requireFreeName(_ ref: RefName) throws(GitError) {
    var inTheWay = try names(matching: ref.full + "/*").first
    let parts = ref.full.split(separator: "/")
    for count in stride(from: parts.count - 1, to: 1, by: -1) where inTheWay == nil {
      let above = try RefName(parts.prefix(count).joined(separator: "/"))
      if try directOID(of: above) != nil { inTheWay = above.full }
    }
    guard let inTheWay else { return }
    throw GitError(.alreadyExists, operation: "create \(ref)", detail: "\(inTheWay) is in the way")
  }
}
