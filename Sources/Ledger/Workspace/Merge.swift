package import Git
package import Governance

extension Workspace {
  /// Merges a branch into `main` with a merge commit, as `git merge --no-ff` would: the files that the branch
  /// changed since the common ancestor are taken over; a file that both sides changed, each otherwise, is a conflict.
  @discardableResult
  package func merge(branch: RefName, as act: Act, note: CommitNote) throws(OpsError) -> OID {
    for _ in 0..<attempts {
      guard let theirs = try tree(of: branch).commit, let ours = try mainTree().commit else {
        throw OpsError(
          "There is nothing to merge", at: "\(branch)", because: "the branch does not exist",
          remedy: "n8n-ops promote list")
      }
      let repository = repository
      let comparison = try readGit { () throws(GitError) in
        try MergeComparison(ours: ours, theirs: theirs, in: repository)
      }
      guard !comparison.isMerged else {
        throw OpsError(
          "There is nothing to merge", at: "\(branch)", because: "main has it already",
          remedy: "n8n-ops promote list")
      }
      guard comparison.conflicts.isEmpty else {
        throw OpsError(
          "The proposal cannot be merged", at: comparison.conflicts.joined(separator: ", "),
          because: "these files were changed on main after the proposal was made",
          remedy: "Reject it with `n8n-ops promote reject` and plan it again.")
      }
      let commit = try readGit { () throws(GitError) in
        let objects = repository.makeTransaction()
        let tree = try objects.tree(editing: ours, comparison.edits)
        let commit = try makeCommit(
          objects, tree: tree, parents: [ours, theirs], author: act.author, committer: act.author,
          message: note.message(for: act))
        try objects.flush()
        return commit
      }
      try admit(commit, to: main)
      if try move(RefUpdate(main, from: ours, to: commit), message: note.action) { return commit }
    }
    throw OpsError(
      "main keeps moving, so the merge could not be written", at: "\(branch)",
      remedy: "Run the command again.")
  }
}

/// What a merge would do, file by file.
private struct MergeComparison {
  /// Whether there is nothing to merge.
  let isMerged: Bool
  /// Paths that both sides changed, each otherwise, sorted.
  let conflicts: [String]
  /// What the merge changes in the present tree.
  let edits: [String: TreeEdit]

  init(ours: OID, theirs: OID, in repository: Repository) throws(GitError) {
    let base = try repository.mergeBase(ours, theirs)
    isMerged = base == theirs
    let incoming = try repository.changes(from: base, to: theirs)
    let present = Dictionary(
      try repository.changes(from: base, to: ours).map { ($0.path, $0.new) },
      uniquingKeysWith: { first, _ in first })
    let folders = Set(
      present.lazy.filter { $0.value != nil }.flatMap { MergeComparison.folders(above: $0.key) })
    var conflicts: Set<String> = []
    var edits: [String: TreeEdit] = [:]
    for change in incoming {
      if let own = present[change.path] {
        if own != change.new { conflicts.insert(change.path) }
        continue
      }
      edits[change.path] = change.new.map { .file($0) } ?? .remove
      guard change.new != nil else { continue }
      // Where one side has a file and the other a folder, one would swallow the other.
      if folders.contains(change.path) { conflicts.insert(change.path) }
      for folder in MergeComparison.folders(above: change.path) where present[folder].flatMap(\.self) != nil {
        conflicts.insert(folder)
      }
    }
    self.conflicts = conflicts.sorted()
    self.edits = edits
  }

  private static func folders(above path: String) -> [String] {
    path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
  }
}
