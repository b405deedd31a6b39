import CGit2

extension Repository {
  /// The commit that a revision names as people write it (gitrevisions(7)): a branch, a tag, `HEAD~2`, the beginning of
  /// an id.
  ///
  /// - Throws: ``GitError/Kind/notFound`` for one that names nothing, ``GitError/Kind/invalid`` for what is no commit.
  package func commit(named revision: String) throws(GitError) -> OID {
    try locked { (handle) throws(GitError) -> OID in
      let operation = "find the revision \(revision)"
      let object = try Owned(operation, releasedBy: git_object_free) {
        git_revparse_single(&$0, handle.repository, revision)
      }
      let commit = try Owned(operation, releasedBy: git_object_free) {
        git_object_peel(&$0, object.pointer, GIT_OBJECT_COMMIT)
      }
      guard let oid = OID(git_object_id(commit.pointer)) else {
        throw GitError(.invalid, operation: operation, detail: "it is no commit")
      }
      return oid
    }
  }

  /// Makes the objects in another folder readable too: those of a push that was not yet taken stand in one of their own
  /// (git-receive-pack(1), "Quarantine Environment").
  package func readObjects(alsoIn folder: String) throws(GitError) {
    try locked { (handle) throws(GitError) in
      try LibGit2.check(git_odb_add_disk_alternate(handle.objects, folder), "read the objects in \(folder)")
    }
  }
}
