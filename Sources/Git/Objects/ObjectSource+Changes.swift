extension ObjectSource {
  /// The files that differ between two trees (or commits), sorted by the bytes of the path.
  ///
  /// Nil stands for the empty tree. Subtrees that are equal on both sides are never opened, so the work grows with
  /// what changed. A path that was a file and is a folder now counts as a removal and additions.
  /// With `under` only what lies in that folder, or the file of that name.
  package func changes(from old: OID?, to new: OID?, under path: String? = nil) throws(GitError)
    -> [TreeChange]
  {
    var changes: [TreeChange] = []
    guard let path else {
      try compare(old, new, prefix: "", into: &changes)
      return changes
    }
    let place = try GitPath(path)
    var before: TreeEntry?
    if let old { before = try entry(at: place, in: old) }
    var after: TreeEntry?
    if let new { after = try entry(at: place, in: new) }
    try compare(before, after, at: path, into: &changes)
    return changes.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private func compare(
    _ old: TreeEntry?, _ new: TreeEntry?, at path: String, into changes: inout [TreeChange]
  ) throws(GitError) {
    if old?.oid == new?.oid && old?.kind == new?.kind { return }
    let oldFile = old?.kind == .tree ? nil : old
    let newFile = new?.kind == .tree ? nil : new
    if oldFile != nil || newFile != nil {
      changes.append(
        TreeChange(
          path: path, old: oldFile?.oid, new: newFile?.oid, oldKind: oldFile?.kind, newKind: newFile?.kind))
    }
    let oldTree = old?.kind == .tree ? old?.oid : nil
    let newTree = new?.kind == .tree ? new?.oid : nil
    if oldTree != nil || newTree != nil {
      try compare(oldTree, newTree, prefix: path + "/", into: &changes)
    }
  }

  /// Merges the entries of two trees, which both stand in Git's order.
  private func compare(
    _ old: OID?, _ new: OID?, prefix: String, into changes: inout [TreeChange]
  ) throws(GitError) {
    if old == new { return }
    try TreeWalkLimit.check(path: prefix, count: changes.count)
    var left = try treeCursor(old ?? .emptyTree)
    var right = try treeCursor(new ?? .emptyTree)
    while !left.isAtEnd || !right.isAtEnd {
      let order = left.isAtEnd ? 1 : right.isAtEnd ? -1 : left.order(against: right)
      if order == 0 {
        if !left.hasSameTarget(as: right) {
          try compare(left.entry, right.entry, at: prefix + left.name, into: &changes)
        }
        try left.advance()
        try right.advance()
      } else if order < 0 {
        try compare(left.entry, nil, at: prefix + left.name, into: &changes)
        try left.advance()
      } else {
        try compare(nil, right.entry, at: prefix + right.name, into: &changes)
        try right.advance()
      }
    }
  }
}
