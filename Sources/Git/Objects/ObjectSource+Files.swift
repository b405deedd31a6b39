extension ObjectSource {
  /// All files of the tree (or commit) `tree`, recursively, with paths from its root, sorted by the bytes of the path.
  ///
  /// Links count as files; commits of other repositories are left out. With `under` only the files in that folder,
  /// or the file of that name; none when nothing stands there.
  ///
  /// - Throws: ``GitError/Kind/invalid`` when there are more than two million (a tree may name itself many times over).
  package func files(in tree: OID, under path: String? = nil) throws(GitError) -> [(path: String, oid: OID)] {
    try files(in: tree, under: path, limit: TreeWalkLimit.files)
  }

  /// The same, with at most about `limit` files.
  func files(in tree: OID, under path: String?, limit: Int) throws(GitError) -> [(path: String, oid: OID)] {
    var files: [(path: String, oid: OID)] = []
    guard let path else {
      try collect(tree, prefix: "", limit: limit, into: &files)
      return files
    }
    guard let entry = try entry(at: path, in: tree) else { return [] }
    switch entry.kind {
    case .tree: try collect(entry.oid, prefix: path + "/", limit: limit, into: &files)
    case .commit: break
    case .blob, .executable, .link: files.append((path, entry.oid))
    }
    return files
  }

  private func collect(
    _ tree: OID, prefix: String, limit: Int, into files: inout [(path: String, oid: OID)]
  ) throws(GitError) {
    try TreeWalkLimit.check(path: prefix, count: files.count, limit: limit)
    var cursor = try treeCursor(tree)
    while !cursor.isAtEnd {
      switch cursor.kind {
      case .tree: try collect(cursor.target, prefix: prefix + cursor.name + "/", limit: limit, into: &files)
      case .commit: break
      case .blob, .executable, .link: files.append((prefix + cursor.name, cursor.target))
      }
      try cursor.advance()
    }
  }
}

extension ObjectSource {
  /// What is neither a file nor a folder below the folder `path` of the tree (or commit) `tree`: links and submodules,
  /// sorted by the bytes of the path.
  package func linksAndSubmodules(
    in tree: OID, under path: String
  ) throws(GitError) -> [(path: String, kind: TreeEntry.Kind)] {
    guard let entry = try entry(at: path, in: tree) else { return [] }
    var found: [(path: String, kind: TreeEntry.Kind)] = []
    try collectOthers(entry.oid, entry.kind, at: path, into: &found)
    return found
  }

  private func collectOthers(
    _ oid: OID, _ kind: TreeEntry.Kind, at path: String,
    into found: inout [(path: String, kind: TreeEntry.Kind)]
  ) throws(GitError) {
    try TreeWalkLimit.check(path: path, count: found.count)
    switch kind {
    case .blob, .executable: return
    case .link, .commit: return found.append((path, kind))
    case .tree: break
    }
    var cursor = try treeCursor(oid)
    while !cursor.isAtEnd {
      if cursor.kind != .blob {
        try collectOthers(cursor.target, cursor.kind, at: "\(path)/\(cursor.name)", into: &found)
      }
      try cursor.advance()
    }
  }
}

/// Bounds for walks over trees from outside, which may be built to be endless.
enum TreeWalkLimit {
  /// The most files that a walk returns.
  static let files = 2_000_000

  /// Throws when a walk has gone too deep or has found too much.
  static func check(path: String, count: Int, limit: Int = files) throws(GitError) {
    guard path.utf8.count <= GitPath.longest, count <= limit else {
      throw GitError(
        .invalid, operation: "walk over a tree",
        detail: "it has more than \(limit) files or paths longer than \(GitPath.longest) bytes")
    }
  }
}
