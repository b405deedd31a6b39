import CGit2

#if canImport(Glibc)
  import Glibc
#endif

/// What can be known of a remote that is a folder of this machine without speaking to it.
enum LocalRemote {
  /// Whether the process may not read the repository in a folder. Git says of such a one that it is none.
  static func isForbidden(_ path: String) -> Bool {
    let folders = ["", "/.git", "/objects", "/refs"].map { (path + $0 + "/.", R_OK | X_OK) }
    let files = ["/HEAD", "/config"].map { (path + $0, R_OK) }
    return (folders + files).contains { access($0, $1) != 0 && errno == EACCES }
  }

  /// Throws where the repository in a folder cannot take a push, or lacks what its references point at.
  static func check(_ path: String, _ shown: String, where isWanted: (RefName) -> Bool) throws(GitError) {
    let common = access("\(path)/objects", F_OK) == 0 ? path : "\(path)/.git"
    for folder in ["\(common)/objects", "\(common)/refs"] where access(folder, W_OK | X_OK) != 0 {
      let code = errno
      throw GitError(
        code == EACCES ? .unauthorized : .io, operation: "write to \(shown)",
        detail: "\(folder): \(String(cString: strerror(code)))")
    }
    // Git has opened it already; where libgit2 does not, because of its owner, no more can be known.
    guard let handle = try? RepositoryHandle(path) else { return }
    for reference in try handle.references(prefix: "refs/") {
      guard isWanted(reference.name), !handle.has(reference.oid) else { continue }
      throw GitError(
        .other, operation: "read \(shown)",
        detail: "it is damaged: the object \(reference.oid) of \(reference.name) is missing there")
    }
  }
}

extension Remote {
  /// Looks whether a remote of this machine can take a push and has what its references point at; of others, who may push
  /// is all that can be asked without pushing.
  ///
  /// - Parameter isWanted: Picks the references that have to be whole.
  /// - Throws: ``GitError/Kind/unauthorized``, ``GitError/Kind/io``, or ``GitError/Kind/other`` where it is damaged.
  package func checkFolder(where isWanted: (RefName) -> Bool) throws(GitError) {
    let url = RemoteURL(url)
    guard url.transport == .local else { return }
    try LocalRemote.check(url.localPath, url.shown, where: isWanted)
  }
}
