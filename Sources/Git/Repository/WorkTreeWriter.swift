import CGit2

#if canImport(Glibc)
  import Glibc
#endif

/// Writes changes into the work tree and the index.
///
/// Each file gets its new content by renaming, so whatever kills the process leaves every file as it was or as it is to
/// be; libgit2's own checkout writes in place and would leave a half one, which nobody could tell from work in progress.
struct WorkTreeWriter {
  private let root: String
  /// Where new files are written before they get their names.
  private let temporaryFolder: String

  /// - Parameters:
  ///   - root: The work tree, with a slash at its end.
  ///   - objectsPath: The folder of the objects, where Git removes what a crash leaves behind; used if it is on the same
  ///     file system.
  init(root: String, objectsPath: String) {
    self.root = root
    temporaryFolder =
      Self.device(of: objectsPath) == Self.device(of: root) ? objectsPath : String(root.dropLast())
  }

  /// Makes all `changes`, which ``WorkTreeCheck`` found safe.
  func apply(_ changes: [TreeChange], _ handle: borrowing RepositoryHandle) throws(GitError) {
    let index = try Owned("read the index", releasedBy: git_index_free) {
      git_repository_index(&$0, handle.repository)
    }
    for change in changes where change.new == nil { try remove(change.path, index) }
    for change in attributesFirst(changes) {
      guard let oid = change.new, let kind = change.newKind else { continue }
      try makeRoom(for: change.path)
      try write(oid, kind, to: change.path, handle)
      try stage(oid, kind, at: change.path, index)
    }
    let pointer = index.pointer
    try LockPatience.retry { () throws(GitError) in
      try LibGit2.check(git_index_write(pointer), "write the index")
    }
  }

  private static func device(of path: String) -> dev_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_dev : nil
  }

  /// The files that decide about the line ends of others come before them.
  private func attributesFirst(_ changes: [TreeChange]) -> [TreeChange] {
    let isAttributes: (TreeChange) -> Bool = { $0.path.split(separator: "/").last == ".gitattributes" }
    return changes.filter(isAttributes) + changes.filter { !isAttributes($0) }
  }

  private func remove(_ path: String, _ index: borrowing Owned) throws(GitError) {
    guard unlink(root + path) == 0 || [ENOENT, ENOTDIR, EISDIR].contains(errno) else {
      throw SystemError.current("remove \(path)")
    }
    var folder = path[...]
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      guard rmdir(root + folder) == 0 else { break }
    }
    let status = git_index_remove(index.pointer, path, 0)
    if status != GIT_ENOTFOUND.rawValue { try LibGit2.check(status, "remove \(path) from the index") }
  }

  /// Makes the folders on the way to `path`, and removes an empty folder that is called so.
  private func makeRoom(for path: String) throws(GitError) {
    removeEmptyFolders(root + path)
    for (index, character) in zip(path.indices, path) where character == "/" {
      try SystemError.make(folder: root + path[..<index])
    }
  }

  private func removeEmptyFolders(_ path: String) {
    guard rmdir(path) != 0, errno == ENOTEMPTY || errno == EEXIST, let directory = opendir(path) else {
      return
    }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { removeEmptyFolders(path + "/" + name) }
    }
    rmdir(path)
  }

  private func write(
    _ oid: OID, _ kind: TreeEntry.Kind, to path: String, _ handle: borrowing RepositoryHandle
  ) throws(GitError) {
    switch kind {
    case .blob, .executable:
      let mode: mode_t = kind == .executable ? 0o777 : 0o666
      let file = try TemporaryFile(in: temporaryFolder, name: "file", mode: mode)
      try writeFiltered(oid, as: path, to: file, handle)
      try file.keep(as: root + path)
    case .link:
      let target = String(decoding: try handle.object(oid).bytes, as: UTF8.self)
      guard unlink(root + path) == 0 || errno == ENOENT, symlink(target, root + path) == 0 else {
        throw SystemError.current("make the link \(path)")
      }
    case .commit:
      try SystemError.make(folder: root + path)
    case .tree:
      break
    }
  }

  private func writeFiltered(
    _ oid: OID, as path: String, to file: borrowing TemporaryFile, _ handle: borrowing RepositoryHandle
  ) throws(GitError) {
    let operation = "write \(path)"
    var id = oid.libgit2
    let repository = handle.repository
    let blob = try Owned(operation, releasedBy: git_blob_free) { git_blob_lookup(&$0, repository, &id) }
    var content = git_buf()
    defer { git_buf_dispose(&content) }
    try LibGit2.check(git_blob_filter(&content, blob.pointer, path, nil), operation)
    try file.write(UnsafeRawBufferPointer(start: content.ptr, count: content.size), at: 0)
  }

  private func stage(
    _ oid: OID, _ kind: TreeEntry.Kind, at path: String, _ index: borrowing Owned
  ) throws(GitError) {
    var status = stat()
    guard lstat(root + path, &status) == 0 else { throw SystemError.current("read \(path)") }
    var entry = git_index_entry()
    entry.id = oid.libgit2
    entry.mode = kind.mode
    entry.file_size = UInt32(truncatingIfNeeded: status.st_size)
    entry.mtime = git_index_time(status.st_mtim)
    entry.ctime = git_index_time(status.st_ctim)
    entry.dev = UInt32(truncatingIfNeeded: status.st_dev)
    entry.ino = UInt32(truncatingIfNeeded: status.st_ino)
    entry.uid = status.st_uid
    entry.gid = status.st_gid
    let pointer = index.pointer
    let added = path.withCString { name in
      entry.path = name
      return git_index_add(pointer, &entry)
    }
    try LibGit2.check(added, "put \(path) into the index")
  }
}

extension git_index_time {
  fileprivate init(_ time: timespec) {
    self.init(seconds: Int32(truncatingIfNeeded: time.tv_sec), nanoseconds: UInt32(time.tv_nsec))
  }
}
