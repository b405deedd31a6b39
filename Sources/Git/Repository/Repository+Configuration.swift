import CGit2

extension Repository {
  /// A value of Git's configuration, the repository's own before the user's and the system's; nil where it is not
  /// set.
  package func configuration(_ key: String) throws(GitError) -> String? {
    try locked { (handle) throws(GitError) -> String? in
      let operation = "read configuration \(key)"
      let config = try Owned(operation, releasedBy: git_config_free) {
        git_repository_config_snapshot(&$0, handle.repository)
      }
      var value: UnsafePointer<CChar>?
      let status = git_config_get_string(&value, config.pointer, key)
      if status == GIT_ENOTFOUND.rawValue { return nil }
      try LibGit2.check(status, operation)
      return value.map { String(cString: $0) }
    }
  }
}
