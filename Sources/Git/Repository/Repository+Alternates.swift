import CGit2

extension Repository {
  /// Makes the objects in another folder readable too: those of a push that was not yet taken stand in one of their own
  /// (git-receive-pack(1), "Quarantine Environment").
  package func readObjects(alsoIn folder: String) throws(GitError) {
    try locked { (handle) throws(GitError) in
      try LibGit2.check(git_odb_add_disk_alternate(handle.objects, folder), "read the objects in \(folder)")
    }
  }
}
