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
}

/// A reference and what it points at.
struct NamedOID: Sendable {
  let name: RefName
  let oid: OID
}

extension RepositoryHandle {
  func references(prefix: String) throws(GitError) -> [NamedOID] {
    let operation = "list references"
    let iterator = try Owned(operation, releasedBy: git_reference_iterator_free) {
      git_reference_iterator_new(&$0, repository)
    }
    var found: [NamedOID] = []
    while true {
      var reference: OpaquePointer?
      let status = git_reference_next(&reference, iterator.pointer)
      if status == GIT_ITEROVER.rawValue { break }
      try LibGit2.check(status, operation)
      defer { git_reference_free(reference) }
      let name = String(cString: git_reference_name(reference))
      guard name.hasPrefix(prefix), let ref = try? RefName(name) else { continue }
      if let oid = resolved(reference) { found.append(NamedOID(name: ref, oid: oid)) }
    }
    return found.sorted { $0.name < $1.name }
  }

  private func resolved(_ reference: OpaquePointer?) -> OID? {
    if let oid = OID(git_reference_target(reference)) { return oid }
    var id = git_oid()
    return git_reference_name_to_id(&id, repository, git_reference_name(reference)) == 0 ? OID(id) : nil
  }
}
