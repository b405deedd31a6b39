import CGit2

extension Repository {
  /// The commits that can be reached from `start`, newest first and no commit before those that follow it.
  ///
  /// - Parameters:
  ///   - start: A commit, or a tag that leads to one.
  ///   - excluding: Commits that are left out together with all they can reach.
  ///   - firstParent: Follow only the first parent of each commit: the history of the branch itself.
  ///   - limit: The most commits to return.
  package func log(
    from start: OID, excluding: [OID] = [], firstParent: Bool = false, limit: Int? = nil
  ) throws(GitError) -> [Commit] {
    try locked { (handle) throws(GitError) -> [Commit] in
      let operation = "walk history from \(start)"
      try handle.require(start, operation)
      let walk = try Owned(operation, releasedBy: git_revwalk_free) {
        git_revwalk_new(&$0, handle.repository)
      }
      let order =
        firstParent ? GIT_SORT_NONE.rawValue : GIT_SORT_TOPOLOGICAL.rawValue | GIT_SORT_TIME.rawValue
      try LibGit2.check(git_revwalk_sorting(walk.pointer, order), operation)
      if firstParent { try LibGit2.check(git_revwalk_simplify_first_parent(walk.pointer), operation) }
      var id = start.libgit2
      try LibGit2.check(git_revwalk_push(walk.pointer, &id), operation)
      for oid in excluding {
        id = oid.libgit2
        try LibGit2.check(git_revwalk_hide(walk.pointer, &id), operation)
      }
      var commits: [Commit] = []
      while commits.count < limit ?? .max {
        let status = git_revwalk_next(&id, walk.pointer)
        if status == GIT_ITEROVER.rawValue { break }
        try LibGit2.check(status, operation)
        let oid = OID(id)
        try commits.append(Commit(parsing: handle.object(oid).bytes, oid: oid))
      }
      return commits
    }
  }

  /// The best common ancestor of two commits; nil when they have none.
  package func mergeBase(_ left: OID, _ right: OID) throws(GitError) -> OID? {
    let operation = "find the common ancestor of \(left.short) and \(right.short)"
    return try locked { (handle) throws(GitError) -> OID? in
      try handle.require(left, operation)
      try handle.require(right, operation)
      var base = git_oid()
      var one = left.libgit2
      var two = right.libgit2
      let status = git_merge_base(&base, handle.repository, &one, &two)
      if status == GIT_ENOTFOUND.rawValue { return nil }
      try LibGit2.check(status, operation)
      return OID(base)
    }
  }

  /// True when `ancestor` can be reached from `descendant`; a commit is an ancestor of itself.
  package func isAncestor(_ ancestor: OID, of descendant: OID) throws(GitError) -> Bool {
    if ancestor == descendant { return true }
    let operation = "compare \(ancestor.short) with \(descendant.short)"
    return try locked { (handle) throws(GitError) -> Bool in
      try handle.require(ancestor, operation)
      try handle.require(descendant, operation)
      var one = descendant.libgit2
      var two = ancestor.libgit2
      let status = git_graph_descendant_of(handle.repository, &one, &two)
      try LibGit2.check(status, operation)
      return status == 1
    }
  }
}

extension RepositoryHandle {
  /// True when the object `oid` is stored here.
  func has(_ oid: OID) -> Bool {
    var id = oid.libgit2
    return git_odb_exists(objects, &id) == 1
  }

  /// Throws ``GitError/Kind/notFound`` when the object `oid` is not stored here; libgit2's walks say so less clearly.
  func require(_ oid: OID, _ operation: String) throws(GitError) {
    guard has(oid) else {
      throw GitError(.notFound, operation: operation, detail: "the object \(oid) is not stored here")
    }
  }
}
