import CGit2

extension Repository {
  /// The repository that a folder lies in: its own, or that of a folder above it; nil where there is none.
  package static func discover(from folder: String) throws(GitError) -> Repository? {
    try LibGit2.start()
    var found = git_buf()
    defer { git_buf_dispose(&found) }
    let status = git_repository_discover(&found, folder, 0, nil)
    if status == GIT_ENOTFOUND.rawValue { return nil }
    try LibGit2.check(status, "look for a repository from \(folder)")
    return try open(at: String(cString: found.ptr))
  }

  /// The object that a revision names, as git-rev-parse reads it: `main~3`, `v1^{tree}`, `HEAD:state/x.json`; nil
  /// where there is none.
  package func object(at revision: String) throws(GitError) -> OID? {
    try locked { (handle) throws(GitError) -> OID? in
      let operation = "find revision \(revision)"
      var found: OpaquePointer?
      let status = git_revparse_single(&found, handle.repository, revision)
      defer { git_object_free(found) }
      if status == GIT_ENOTFOUND.rawValue { return nil }
      try LibGit2.check(status, operation)
      return found.flatMap(git_object_id).map { OID($0.pointee) }
    }
  }

  /// The commit that a revision names as people write it (gitrevisions(7)): a branch, a tag, `HEAD~2`, the beginning of
  /// an id.
  ///
  /// - Throws: ``GitError/Kind/notFound`` for one that names nothing; another kind for what is no commit.
  package func commit(named revision: String) throws(GitError) -> OID {
    guard let commit = try object(at: "\(revision)^{commit}") else {
      throw GitError(.notFound, operation: "find the revision \(revision)", detail: "there is none")
    }
    return commit
  }
}
