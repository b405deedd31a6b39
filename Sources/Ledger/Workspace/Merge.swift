package import Git
package import Governance

extension Workspace {
  /// Merges a branch into `main` with a merge commit, as `git merge --no-ff` would: the files that the branch
  /// changed since the common ancestor are taken over; a file that both sides changed is a conflict.
  @discardableResult
  package func merge(branch: RefName, as act: Act, note: CommitNote) throws(OpsError) -> OID {
    for _ in 0..<16 {
      guard let theirs = try tree(of: branch).commit, let ours = try mainTree().commit else {
        throw OpsError("There is nothing to merge", at: "\(branch)", because: "the branch does not exist")
      }
      let repository = repository
      let conflicts: [String]
      do {
        let base = try repository.mergeBase(ours, theirs)
        let incoming = try repository.changes(from: base, to: theirs)
        let present = Set(try repository.changes(from: base, to: ours).map(\.path))
        conflicts = incoming.map(\.path).filter(present.contains)
        if conflicts.isEmpty {
          let objects = repository.makeTransaction()
          var edits: [String: TreeEdit] = [:]
          for change in incoming { edits[change.path] = change.new.map { .file($0) } ?? .remove }
          let tree = try objects.tree(editing: ours, edits)
          let commit = objects.commit(
            tree: tree, parents: [ours, theirs], author: act.author, committer: act.author,
            message: note.message(for: act))
          try move(main, from: ours, to: commit, flushing: objects, message: note.action)
          return commit
        }
      } catch {
        if case .refMoved = error.kind { continue }
        throw OpsError(gitError: error)
      }
      throw OpsError(
        "The proposal cannot be merged", at: conflicts.joined(separator: ", "),
        because: "these files were changed on main after the proposal was made",
        remedy: "Reject it with `n8n-ops promote reject` and plan it again.")
    }
    throw OpsError("main keeps moving, so the merge could not be written", remedy: "Run the command again.")
  }
}
