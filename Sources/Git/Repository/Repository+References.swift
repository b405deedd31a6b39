import CGit2

extension Repository {
  /// What `ref` points at; nil when it does not exist. Symbolic references are followed, annotated tags are not.
  package func oid(of ref: RefName) throws(GitError) -> OID? {
    try locked { (handle) throws(GitError) -> OID? in
      var id = git_oid()
      let status = git_reference_name_to_id(&id, handle.repository, ref.full)
      if status == GIT_ENOTFOUND.rawValue { return nil }
      try LibGit2.check(status, "read reference \(ref)")
      return OID(id)
    }
  }

  /// All references whose full name begins with `prefix`, sorted by name; symbolic ones that lead nowhere are left out.
  package func references(prefix: String) throws(GitError) -> [(name: RefName, oid: OID)] {
    try locked { (handle) throws(GitError) -> [NamedOID] in try handle.references(prefix: prefix) }
      .map { (name: $0.name, oid: $0.oid) }
  }

  /// Whether a work tree of this repository other than this one has the branch checked out.
  package func isCheckedOutElsewhere(_ branch: RefName) throws(GitError) -> Bool {
    guard workTree == nil || head() != branch else { return false }
    return try locked { (handle) throws(GitError) -> Bool in
      let reference: Owned
      do throws(GitError) {
        reference = try Owned("read reference \(branch)", releasedBy: git_reference_free) {
          git_reference_lookup(&$0, handle.repository, branch.full)
        }
      } catch {
        guard error.kind == .notFound else { throw error }
        return false
      }
      let answer = git_branch_is_checked_out(reference.pointer)
      try LibGit2.check(min(answer, 0), "look at the work trees")
      return answer == 1
    }
  }

  /// The branch that `HEAD` points at, be it born or not; nil when `HEAD` names a commit (detached).
  package func head() -> RefName? {
    let target = try? locked { (handle) throws(GitError) -> String? in
      let head = try Owned("read HEAD", releasedBy: git_reference_free) {
        git_reference_lookup(&$0, handle.repository, "HEAD")
      }
      return git_reference_symbolic_target(head.pointer).map { String(cString: $0) }
    }
    guard let target = target ?? nil else { return nil }
    return try? RefName(target)
  }

  /// Lets `HEAD` point at a branch, be it born or not. Index and work tree stay as they are.
  package func setHead(to branch: RefName) throws(GitError) {
    let lock = path + "HEAD.lock"
    try LockJournal.hold(in: commonPath, locks: [lock]) { (journal) throws(GitError) in
      try journal.taking(lock) { () throws(GitError) in
        try locked { (handle) throws(GitError) in
          try LibGit2.check(git_repository_set_head(handle.repository, branch.full), "set HEAD to \(branch)")
        }
      }
    }
  }
}

/// A reference and what it points at.
struct NamedOID: Sendable {
  let name: RefName
  let oid: OID
}

extension RepositoryHandle {
  /// The references whose full name begins with `prefix`, sorted by name.
  func references(prefix: String) throws(GitError) -> [NamedOID] {
    // No name has these characters (git-check-ref-format), and in a pattern they would mean something else.
    guard !prefix.contains(where: { "*?[\\".contains($0) }) else { return [] }
    var found: [NamedOID] = []
    for name in try names(matching: prefix + "*") {
      var id = git_oid()
      guard let ref = try? RefName(name) else { continue }
      if git_reference_name_to_id(&id, repository, name) == 0 {
        found.append(NamedOID(name: ref, oid: OID(id)))
      }
    }
    return found.sorted { $0.name < $1.name }
  }

  /// The full names of the references that match `pattern`; only the folders before its first wildcard are looked at.
  func names(matching pattern: String) throws(GitError) -> [String] {
    let operation = "list references"
    var iterator: UnsafeMutablePointer<git_reference_iterator>?
    try LibGit2.check(git_reference_iterator_glob_new(&iterator, repository, pattern), operation)
    defer { git_reference_iterator_free(iterator) }
    var names: [String] = []
    while true {
      var name: UnsafePointer<CChar>?
      let status = git_reference_next_name(&name, iterator)
      if status == GIT_ITEROVER.rawValue { return names }
      try LibGit2.check(status, operation)
      if let name { names.append(String(cString: name)) }
    }
  }
}
