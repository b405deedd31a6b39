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
  /// A process that is killed among the moves has made all of them: the next update, or the next ``open(at:)``,
  /// finishes what is missing. So does an error of kind ``GitError/Kind/io``, as from a full disk, at that point.
  /// References are locked in the order of their names, so two processes cannot wait for each other.
  package func update(
    _ updates: [RefUpdate], message: String, signature: Signature? = nil
  ) throws(GitError) {
    guard !updates.isEmpty else { return }
    let sorted = updates.sorted { $0.ref < $1.ref }
    for (left, right) in zip(sorted, sorted.dropFirst()) where left.ref == right.ref {
      throw GitError(.invalid, operation: "update \(left.ref)", detail: "it is named twice")
    }
    try LockJournal.hold(in: commonPath, locks: referenceLocks(sorted)) { (journal) throws(GitError) in
      try finishAbandoned(journal)
      try update(sorted, journal, message: message, signature: signature)
    }
  }

  /// The lock files that `updates` make.
  func referenceLocks(_ updates: [RefUpdate]) -> [String] {
    updates.map { commonPath + $0.ref.lockPath } + [commonPath + "packed-refs.lock"]
  }

  /// Makes `updates`, which are sorted, while the journal is held.
  ///
  /// The journal comes before the handle, everywhere: otherwise two threads would wait for each other.
  func update(
    _ updates: [RefUpdate], _ journal: LockJournal, message: String, signature: Signature?
  ) throws(GitError) {
    try locked { (handle) throws(GitError) in
      try handle.update(updates, journal, message: message, signature: signature)
    }
  }

  /// Finishes what a killed process had begun.
  func finishAbandoned(_ journal: LockJournal) throws(GitError) {
    try locked { (handle) throws(GitError) in try handle.finishAbandonedUpdate(journal) }
    try finishFollowing(journal)
  }

  /// Finishes what a killed process had begun; does nothing while a living one is at work.
  func finishAbandoned() throws(GitError) {
    guard LockJournal.hasNote(in: commonPath) else { return }
    do throws(GitError) {
      try LockJournal.hold(in: commonPath, locks: referenceLocks([]), attempts: 1, finishAbandoned)
    } catch {
      // Locked: at work. No permission: nobody who may only read can be asked to write.
      guard error.kind == .locked || error.kind == .io else { throw error }
    }
  }
}

extension RefName {
  /// The file by which the reference is locked, from the folder of the repository's data.
  fileprivate var lockPath: String { full + ".lock" }
}

extension RepositoryHandle {
  fileprivate func update(
    _ updates: [RefUpdate], _ journal: LockJournal, message: String, signature: Signature?
  ) throws(GitError) {
    let transaction = try Owned("update references", releasedBy: git_transaction_free) {
      git_transaction_new(&$0, repository)
    }
    for update in updates where update.old == nil { try requireFreeName(update.ref) }
    for update in updates { try lock(update.ref, transaction, journal) }
    for update in updates { try judge(update) }
    if updates.count > 1 { try journal.begin(updates) }
    try commit(updates, in: transaction, message: message, signature: signature)
    journal.complete()
  }

  /// Moves what a killed process had begun to move, as far as nobody has moved it meanwhile.
  fileprivate func finishAbandonedUpdate(_ journal: LockJournal) throws(GitError) {
    for update in journal.unfinished {
      let transaction = try Owned("finish an update", releasedBy: git_transaction_free) {
        git_transaction_new(&$0, repository)
      }
      try lock(update.ref, transaction, journal)
      guard try directOID(of: update.ref) == update.old else { continue }
      try commit([update], in: transaction, message: "finish an update that was interrupted", signature: nil)
    }
    journal.complete()
  }

  private func lock(
    _ ref: RefName, _ transaction: borrowing Owned, _ journal: LockJournal
  ) throws(GitError) {
    let pointer = transaction.pointer
    let path = String(cString: git_repository_commondir(repository)) + ref.lockPath
    try journal.taking(path) { () throws(GitError) in
      try LibGit2.check(git_transaction_lock_ref(pointer, ref.full), "lock \(ref)")
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
    for update in updates where update.new == nil {
      // A log that stays would stand in the way of a reference below this name.
      git_reflog_delete(repository, update.ref.full)
    }
  }

  /// Throws ``GitError/Kind/refMoved(ref:expected:found:)`` when the reference is not where it is to be moved from.
  func compare(_ update: RefUpdate) throws(GitError) {
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
