extension ObjectTransaction {
  /// Takes the tree that `base` becomes by `edits`, and returns its id.
  ///
  /// Folders without edits are not opened; folders that become empty vanish. A path may be removed and have edits
  /// below it: then only these remain.
  ///
  /// - Parameters:
  ///   - base: A tree or commit; nil for the empty tree.
  ///   - edits: By path from the root; see ``GitPath`` for what is a path.
  /// - Throws: ``GitError/Kind/invalid`` for a bad path, or for a file with edits below it.
  package func tree(editing base: OID?, _ edits: [String: TreeEdit]) throws(GitError) -> OID {
    let root = FolderEdit()
    for (path, edit) in edits {
      try root.add(edit, at: GitPath(path))
    }
    return try apply(root, to: base) ?? insert(.tree, [])
  }

  /// The tree that the folder `base` becomes; nil when nothing is left in it.
  private func apply(_ folder: FolderEdit, to base: OID?) throws(GitError) -> OID? {
    var kept = TreeBuilder()
    var added: [NewEntry] = []
    var replaced: Set<[UInt8]> = []
    var cursor = try treeCursor(base ?? .emptyTree)
    while !cursor.isAtEnd {
      let name = cursor.bytes[cursor.nameRange]
      if let edit = folder.children[Array(name)] {
        replaced.insert(Array(name))
        if let entry = try entry(Array(name), edit, old: cursor.entry) { added.append(entry) }
      } else {
        kept.append(cursor)
      }
      try cursor.advance()
    }
    for (name, edit) in folder.children where !replaced.contains(name) {
      if let entry = try entry(name, edit, old: nil) { added.append(entry) }
    }
    let bytes = try kept.merged(with: added)
    return bytes.isEmpty ? nil : insert(.tree, bytes)
  }

  /// What stands at `name` after `edit`; nil for nothing.
  private func entry(_ name: [UInt8], _ edit: FolderEdit, old: TreeEntry?) throws(GitError) -> NewEntry? {
    switch edit.own {
    case .file(let oid, let isExecutable):
      return NewEntry(name: name, kind: isExecutable ? .executable : .blob, oid: oid)
    case .tree(let oid) where edit.children.isEmpty:
      return oid == .emptyTree ? nil : NewEntry(name: name, kind: .tree, oid: oid)
    case .tree(let oid):
      return try apply(edit, to: oid).map { NewEntry(name: name, kind: .tree, oid: $0) }
    case .remove:
      return try apply(edit, to: nil).map { NewEntry(name: name, kind: .tree, oid: $0) }
    case nil:
      let base = old?.kind == .tree ? old?.oid : nil
      if let old, base == nil, edit.removesOnly { return NewEntry(name: name, kind: old.kind, oid: old.oid) }
      return try apply(edit, to: base).map { NewEntry(name: name, kind: .tree, oid: $0) }
    }
  }
}

/// The edits at a name and below it.
private final class FolderEdit {
  var own: TreeEdit?
  var children: [[UInt8]: FolderEdit] = [:]

  /// True when nothing new comes below: then a file of this name may stay.
  var removesOnly: Bool {
    children.values.allSatisfy { child in
      switch child.own {
      case .file, .tree: false
      case .remove, nil: child.removesOnly
      }
    }
  }

  func add(_ edit: TreeEdit, at path: GitPath) throws(GitError) {
    var folder = self
    for part in path.parts {
      try folder.requireNoFile(at: path)
      let name = Array(part.utf8)
      let child = folder.children[name] ?? FolderEdit()
      folder.children[name] = child
      folder = child
    }
    folder.own = edit
    if !folder.children.isEmpty { try folder.requireNoFile(at: path) }
  }

  private func requireNoFile(at path: GitPath) throws(GitError) {
    guard case .file = own else { return }
    throw GitError(
      .invalid, operation: "edit a tree", detail: "\(path) would be both a file and a folder")
  }
}

/// An entry that is put into a tree.
private struct NewEntry {
  let name: [UInt8]
  let kind: TreeEntry.Kind
  let oid: OID

  func append(to bytes: inout [UInt8]) {
    kind.modeText.withUTF8Buffer { bytes += $0 }
    bytes.append(UInt8(ascii: " "))
    bytes += name
    bytes.append(0)
    oid.withBytes { bytes += $0 }
  }

  static func order(_ left: NewEntry, _ right: NewEntry) -> Int {
    left.name.withUnsafeBufferPointer { leftName in
      right.name.withUnsafeBufferPointer { rightName in
        TreeCursor.order(leftName, isTree: left.kind == .tree, rightName, isTree: right.kind == .tree)
      }
    }
  }
}

/// The entries that stay, as they stand in the old tree.
private struct TreeBuilder {
  private var bytes: [UInt8] = []
  private var entries: [(range: Range<Int>, name: Range<Int>, isTree: Bool)] = []

  mutating func append(_ cursor: TreeCursor) {
    let start = bytes.count
    bytes += cursor.bytes[cursor.start..<cursor.end]
    let name = cursor.nameRange
    let shifted = (name.lowerBound - cursor.start + start)..<(name.upperBound - cursor.start + start)
    entries.append((start..<bytes.count, shifted, cursor.kind == .tree))
  }

  /// The bytes of the tree with the entries that stay and the `added` ones, in Git's order.
  func merged(with added: [NewEntry]) throws(GitError) -> [UInt8] {
    if added.isEmpty { return bytes }
    let sorted = added.sorted { NewEntry.order($0, $1) < 0 }
    var merged: [UInt8] = []
    merged.reserveCapacity(bytes.count + added.count * 64)
    var next = sorted.startIndex
    var copied = 0
    for entry in entries {
      while next < sorted.endIndex, order(sorted[next], entry) < 0 {
        merged += bytes[copied..<entry.range.lowerBound]
        copied = entry.range.lowerBound
        sorted[next].append(to: &merged)
        next += 1
      }
    }
    merged += bytes[copied...]
    for entry in sorted[next...] { entry.append(to: &merged) }
    return merged
  }

  private func order(_ new: NewEntry, _ old: (range: Range<Int>, name: Range<Int>, isTree: Bool)) -> Int {
    new.name.withUnsafeBufferPointer { newName in
      bytes.withUnsafeBufferPointer { bytes in
        TreeCursor.order(
          newName, isTree: new.kind == .tree, UnsafeBufferPointer(rebasing: bytes[old.name]),
          isTree: old.isTree)
      }
    }
  }
}
