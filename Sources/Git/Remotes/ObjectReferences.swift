import CGit2

/// References that exist for a push alone: each object has one, named by its id, and there are no others.
///
/// libgit2 1.5 pushes only what a reference names (push.c `calculate_work`); what we push is an object id that was
/// decided on, while real references may move on. So the handle of a push sees these instead of those on the disk.
enum ObjectReferences {
  private static let prefix = "refs/objects/"

  /// The name of the reference to `oid`.
  static func name(of oid: OID) -> String { prefix + oid.hex }

  /// Lets `repository` see these references and no others.
  static func replace(in repository: OpaquePointer) throws(GitError) {
    let operation = "prepare a push"
    let database = try Owned(operation, releasedBy: git_refdb_free) { git_refdb_new(&$0, repository) }
    let backend = UnsafeMutablePointer<git_refdb_backend>.allocate(capacity: 1)
    backend.initialize(to: makeBackend())
    let status = git_refdb_set_backend(database.pointer, backend)
    guard status == 0 else {
      backend.deallocate()
      throw LibGit2.error(status, operation)
    }
    try LibGit2.check(git_repository_set_refdb(repository, database.pointer), operation)
  }

  private static func makeBackend() -> git_refdb_backend {
    var backend = git_refdb_backend()
    backend.version = UInt32(GIT_REFDB_BACKEND_VERSION)
    backend.exists = { exists, _, name in
      exists?.pointee = ObjectReferences.oid(name) == nil ? 0 : 1
      return 0
    }
    backend.lookup = { output, _, name in
      guard var oid = ObjectReferences.oid(name)?.libgit2 else { return GIT_ENOTFOUND.rawValue }
      output?.pointee = git_reference__alloc(name, &oid, nil)
      return output?.pointee == nil ? GIT_ERROR.rawValue : 0
    }
    backend.free = { $0?.deallocate() }
    backend.iterator = { output, _, _ in
      output?.pointee = ObjectReferences.emptyIterator()
      return 0
    }
    // The rest is asked for by git_refdb_set_backend; a push calls none of it.
    backend.write = { _, _, _, _, _, _, _ in GIT_ERROR.rawValue }
    backend.rename = { _, _, _, _, _, _, _ in GIT_ERROR.rawValue }
    backend.del = { _, _, _, _ in GIT_ERROR.rawValue }
    backend.has_log = { _, _ in 0 }
    backend.ensure_log = { _, _ in GIT_ERROR.rawValue }
    backend.reflog_read = { _, _, _ in GIT_ERROR.rawValue }
    backend.reflog_write = { _, _ in GIT_ERROR.rawValue }
    backend.reflog_rename = { _, _, _ in GIT_ERROR.rawValue }
    backend.reflog_delete = { _, _ in GIT_ERROR.rawValue }
    return backend
  }

  /// Nobody is told the names: who wants a reference knows the object.
  private static func emptyIterator() -> UnsafeMutablePointer<git_reference_iterator> {
    let iterator = UnsafeMutablePointer<git_reference_iterator>.allocate(capacity: 1)
    iterator.initialize(to: git_reference_iterator())
    iterator.pointee.next = { _, _ in GIT_ITEROVER.rawValue }
    iterator.pointee.next_name = { _, _ in GIT_ITEROVER.rawValue }
    iterator.pointee.free = { $0?.deallocate() }
    return iterator
  }

  private static func oid(_ name: UnsafePointer<CChar>?) -> OID? {
    guard let text = name.map({ String(cString: $0) }), text.hasPrefix(prefix) else { return nil }
    return OID(hex: String(text.dropFirst(prefix.count)))
  }
}
