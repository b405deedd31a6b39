/// Where objects are read from: the repository, or a transaction that also sees what it has not written yet.
package protocol ObjectSource: Sendable {
  /// The object `oid`.
  ///
  /// - Throws: ``GitError/Kind/notFound``, or ``GitError/Kind/corrupt`` when its bytes do not have this id.
  func object(_ oid: OID) throws(GitError) -> GitObject
}

extension ObjectSource {
  /// The content of the blob `oid`.
  package func blob(_ oid: OID) throws(GitError) -> [UInt8] {
    try bytes(of: oid, .blob)
  }

  /// The entries of the tree `oid` (or of the tree of the commit or tag `oid`), in Git's order.
  package func tree(_ oid: OID) throws(GitError) -> [TreeEntry] {
    var cursor = try treeCursor(oid)
    var entries: [TreeEntry] = []
    while !cursor.isAtEnd {
      entries.append(cursor.entry)
      try cursor.advance()
    }
    return entries
  }

  /// What stands at `path` in the tree (or commit) `tree`; nil when nothing does.
  package func entry(at path: GitPath, in tree: OID) throws(GitError) -> TreeEntry? {
    var folder = tree
    var found: TreeEntry?
    for part in path.parts {
      if let found {
        guard found.kind == .tree else { return nil }
        folder = found.oid
      }
      found = try entry(named: part, in: folder)
      if found == nil { return nil }
    }
    return found
  }

  /// What stands at `path` in the tree (or commit) `tree`; nil when nothing does.
  ///
  /// - Throws: ``GitError/Kind/invalid`` for a path that no tree can have.
  package func entry(at path: String, in tree: OID) throws(GitError) -> TreeEntry? {
    try entry(at: GitPath(path), in: tree)
  }

  /// The commit `oid`.
  package func commit(_ oid: OID) throws(GitError) -> Commit {
    try Commit(parsing: bytes(of: oid, .commit), oid: oid)
  }

  /// The annotated tag `oid`.
  package func tag(_ oid: OID) throws(GitError) -> AnnotatedTag {
    try AnnotatedTag(parsing: bytes(of: oid, .tag), oid: oid)
  }

  /// The tree that `oid` leads to: itself, the tree of a commit, or that of what a tag names.
  package func treeOID(of oid: OID) throws(GitError) -> OID {
    try peeledTree(oid).oid
  }

  /// The commit that `oid` leads to: itself, or what a tag names.
  package func commitOID(of oid: OID) throws(GitError) -> OID {
    var oid = oid
    for _ in 0..<longestTagChain {
      let object = try object(oid)
      switch object.kind {
      case .commit: return oid
      case .tag: oid = try AnnotatedTag(parsing: object.bytes, oid: oid).target
      default: throw wrongKind(oid, object.kind, wanted: .commit)
      }
    }
    throw GitError(.invalid, operation: "follow tag \(oid)", detail: "tags point to tags too often")
  }

  /// A cursor on the tree that `oid` leads to.
  func treeCursor(_ oid: OID) throws(GitError) -> TreeCursor {
    let tree = try peeledTree(oid)
    return try TreeCursor(tree.bytes, of: tree.oid)
  }

  private var longestTagChain: Int { 16 }

  private func peeledTree(_ start: OID) throws(GitError) -> (oid: OID, bytes: [UInt8]) {
    var oid = start
    for _ in 0..<longestTagChain {
      if oid == .emptyTree { return (oid, []) }
      let object = try object(oid)
      switch object.kind {
      case .tree: return (oid, object.bytes)
      case .commit: oid = try Commit(parsing: object.bytes, oid: oid).tree
      case .tag: oid = try AnnotatedTag(parsing: object.bytes, oid: oid).target
      case .blob: throw wrongKind(oid, .blob, wanted: .tree)
      }
    }
    throw GitError(.invalid, operation: "follow tag \(start)", detail: "tags point to tags too often")
  }

  private func entry(named name: String, in tree: OID) throws(GitError) -> TreeEntry? {
    var cursor = try treeCursor(tree)
    let wanted = Array(name.utf8)
    while !cursor.isAtEnd {
      if cursor.isNamed(wanted) { return cursor.entry }
      try cursor.advance()
    }
    return nil
  }

  private func bytes(of oid: OID, _ wanted: ObjectKind) throws(GitError) -> [UInt8] {
    let object = try object(oid)
    guard object.kind == wanted else { throw wrongKind(oid, object.kind, wanted: wanted) }
    return object.bytes
  }

  private func wrongKind(_ oid: OID, _ kind: ObjectKind, wanted: ObjectKind) -> GitError {
    GitError(
      .invalid, operation: "read \(wanted.rawValue) \(oid)", detail: "this object is a \(kind.rawValue)")
  }
}
