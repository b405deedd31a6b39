import CGit2

/// The owner of libgit2's repository and its object database. Not shared: ``Repository`` guards it with a lock.
struct RepositoryHandle: ~Copyable, @unchecked Sendable {
  /// The `git_repository`.
  let repository: OpaquePointer
  /// The `git_odb`.
  let objects: OpaquePointer

  init(_ path: String) throws(GitError) {
    try LibGit2.start()
    let operation = "open repository \(path)"
    var repository: OpaquePointer?
    let status = git_repository_open_ext(&repository, path, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue, nil)
    guard status == 0, let repository else { throw Self.explained(LibGit2.error(status, operation), path) }
    do throws(GitError) {
      objects = try Self.openObjects(of: repository, operation)
    } catch {
      git_repository_free(repository)
      throw error
    }
    self.repository = repository
  }

  deinit {
    git_odb_free(objects)
    git_repository_free(repository)
  }

  /// The object `oid`, copied.
  func object(_ oid: OID) throws(GitError) -> GitObject {
    let operation = "read object \(oid)"
    var id = oid.libgit2
    let read = try Owned(operation, releasedBy: git_odb_object_free) { git_odb_read(&$0, objects, &id) }
    guard let kind = ObjectKind(packNumber: git_odb_object_type(read.pointer).rawValue) else {
      throw GitError(.corrupt, operation: operation, detail: "it is of no known kind")
    }
    let content = UnsafeRawBufferPointer(
      start: git_odb_object_data(read.pointer), count: git_odb_object_size(read.pointer))
    return GitObject(kind: kind, bytes: Array(content))
  }

  private static func openObjects(
    of repository: OpaquePointer, _ operation: String
  ) throws(GitError) -> OpaquePointer {
    var objects: OpaquePointer?
    try LibGit2.check(git_repository_odb(&objects, repository), operation)
    guard let objects else { throw GitError(.other, operation: operation, detail: "it has no objects") }
    let folder = String(cString: git_repository_commondir(repository)) + "objects"
    do throws(GitError) {
      try LooseObjectBackend.add(to: objects, folder: folder)
    } catch {
      git_odb_free(objects)
      throw error
    }
    return objects
  }

  private static func explained(_ error: GitError, _ path: String) -> GitError {
    // Where safe.directory is not set at all, libgit2 1.5 says that instead of whose the folder is.
    guard error.kind == .notOwned || error.detail.contains("'safe.directory' was not found") else {
      return error
    }
    return GitError(
      .notOwned, operation: error.operation,
      detail: "the folder belongs to another user; run as that user, or, if you trust what it holds: "
        + "git config --global --add safe.directory \(path)")
  }
}
