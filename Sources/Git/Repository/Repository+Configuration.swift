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

extension Repository {
  /// Sets a value of the repository's own configuration; nil removes it. What other files of configuration say stays.
  package func setConfiguration(_ key: String, to value: String?) throws(GitError) {
    let lock = commonPath + "config.lock"
    try LockJournal.hold(in: commonPath, locks: [lock]) { (journal) throws(GitError) in
      try journal.taking(lock) { () throws(GitError) in
        try locked { (handle) throws(GitError) in try handle.setConfiguration(key, to: value) }
      }
    }
  }
}

extension RepositoryHandle {
  fileprivate func setConfiguration(_ key: String, to value: String?) throws(GitError) {
    let operation = "write configuration \(key)"
    let all = try Owned(operation, releasedBy: git_config_free) { git_repository_config(&$0, repository) }
    let own = try Owned(operation, releasedBy: git_config_free) {
      git_config_open_level(&$0, all.pointer, GIT_CONFIG_LEVEL_LOCAL)
    }
    guard let value else {
      let status = git_config_delete_entry(own.pointer, key)
      if status != GIT_ENOTFOUND.rawValue { try LibGit2.check(status, operation) }
      return
    }
    try LibGit2.check(git_config_set_string(own.pointer, key, value), operation)
  }
}
