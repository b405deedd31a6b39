import CGit2

#if canImport(Glibc)
  import Glibc
#endif

/// Finds files that a move of the work tree would overwrite although nobody committed them.
///
/// For each path that changes, index and file must be as before the move or as after it.
struct WorkTreeCheck {
  private let root: String
  private let changes: [TreeChange]
  private let removed: Set<String>

  /// - Parameter root: The work tree, with a slash at its end.
  init(root: String, changes: [TreeChange]) {
    self.root = root
    self.changes = changes
    removed = Set(changes.lazy.filter { $0.new == nil }.map(\.path))
  }

  /// The files in the way, sorted.
  func dirtyPaths(_ handle: borrowing RepositoryHandle) throws(GitError) -> [String] {
    guard !changes.isEmpty else { return [] }
    let index = try Owned("read the index", releasedBy: git_index_free) {
      git_repository_index(&$0, handle.repository)
    }
    try LibGit2.check(git_index_read(index.pointer, 0), "read the index")
    var dirty: Set<String> = []
    for change in changes {
      if !isExpected(staged(change.path, index), change) { dirty.insert(change.path) }
      dirty.formUnion(try obstacles(of: change, handle))
    }
    return dirty.sorted()
  }

  private func isExpected(_ oid: OID?, _ change: TreeChange) -> Bool {
    oid == change.old || oid == change.new
  }

  private func staged(_ path: String, _ index: borrowing Owned) -> OID? {
    guard let entry = git_index_get_bypath(index.pointer, path, 0) else { return nil }
    return OID(entry.pointee.id)
  }

  private func obstacles(of change: TreeChange, _ handle: borrowing RepositoryHandle) throws(GitError)
    -> [String]
  {
    if let parent = obstructingParent(of: change.path) { return removed.contains(parent) ? [] : [parent] }
    switch FileKind(root + change.path) {
    case .absent: return isExpected(nil, change) || change.new != nil ? [] : [change.path]
    case .folder: return change.new == nil ? [] : unexpectedFiles(in: change.path)
    case .file: return try isExpected(hash(change.path, handle), change) ? [] : [change.path]
    case .other: return [change.path]
    }
  }

  /// The first folder on the way to `path` that is something else; a link there would lead out of the work tree.
  private func obstructingParent(of path: String) -> String? {
    var parent = ""
    for part in path.split(separator: "/").dropLast() {
      parent += parent.isEmpty ? String(part) : "/" + part
      switch FileKind(root + parent) {
      case .folder: continue
      case .absent: return nil
      case .file, .other: return parent
      }
    }
    return nil
  }

  private func unexpectedFiles(in folder: String) -> [String] {
    guard let directory = opendir(root + folder) else { return [folder] }
    defer { closedir(directory) }
    var found: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name == "." || name == ".." { continue }
      let path = folder + "/" + name
      if FileKind(root + path) == .folder {
        found += unexpectedFiles(in: path)
      } else if !removed.contains(path) {
        found.append(path)
      }
    }
    return found
  }

  /// The blob that the file would become, filters (line ends) applied.
  private func hash(_ path: String, _ handle: borrowing RepositoryHandle) throws(GitError) -> OID {
    var id = git_oid()
    try LibGit2.check(
      git_repository_hashfile(&id, handle.repository, root + path, GIT_OBJECT_BLOB, path), "read \(path)")
    return OID(id)
  }
}

/// What stands at a path of the file system; links are not followed.
private enum FileKind {
  case absent
  case folder
  /// A file, or a link as a thing of its own.
  case file
  case other

  init(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      self = errno == ENOENT || errno == ENOTDIR ? .absent : .other
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: self = .folder
    case S_IFREG, S_IFLNK: self = .file
    default: self = .other
    }
  }
}
