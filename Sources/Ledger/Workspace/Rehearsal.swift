package import Git
package import Governance

/// An ops repository to try things on: a throw-away one that borrows the objects of the real one and has its refs.
///
/// The same code runs on it as on the real one, each step sees what the steps before it did, and the real one is
/// only ever read. What came of it is told by comparing the refs.
package struct Rehearsal: Sendable {
  /// What a ref became.
  package enum Fate: String, Sendable {
    case created, updated, removed
  }

  /// A ref that would be another one.
  package struct Change: Sendable {
    package var ref: RefName
    package var fate: Fate
    /// Subjects of its new commits, oldest first; none where the ref keeps no history.
    package var commits: [String]
    package var files: [FileChange]
  }

  /// A file that would be another one.
  package struct FileChange: Sendable {
    package var path: String
    package var fate: Fate
  }

  /// The workspace to work on.
  package let workspace: Workspace
  private let before: [RefName: OID]

  /// - Parameters:
  ///   - original: the real one; nil for one that is to be made.
  ///   - folder: where the throw-away one is made; whoever made the folder removes it.
  ///   - prepare: brings it up to date before anything is tried; it may read from the shared remote, which nothing is
  ///     sent to afterwards.
  package init(
    of original: Workspace?, in folder: String, prepare: (Workspace) throws(OpsError) -> Void = { _ in }
  ) throws(OpsError) {
    let path = "\(folder)/rehearsal.git"
    var workspace = try readGit { () throws(GitError) -> Workspace in
      let main = try RefName.branch("main")
      guard let original else {
        let repository = try Repository.create(at: path, bare: true, initialBranch: "main")
        return Workspace(repository: repository, main: main)
      }
      var shadow = Workspace(repository: try original.repository.makeShadow(at: path), main: main)
      shadow.signer = original.signer
      shadow.judge = original.judge
      return shadow
    }
    workspace.shared = original?.shared
    try prepare(workspace)
    workspace.shared = nil
    self.workspace = workspace
    before = try Rehearsal.references(of: workspace)
  }

  /// What would be other than it is, sorted by ref.
  package func changes() throws(OpsError) -> [Change] {
    let after = try Rehearsal.references(of: workspace)
    var changes: [Change] = []
    for ref in Set(before.keys).union(after.keys).sorted() where before[ref] != after[ref] {
      changes.append(
        try readGit { () throws(GitError) in try change(of: ref, from: before[ref], to: after[ref]) })
    }
    return changes
  }

  private func change(of ref: RefName, from old: OID?, to new: OID?) throws(GitError) -> Change {
    guard let new else { return Change(ref: ref, fate: .removed, commits: [], files: []) }
    let fate: Fate = old == nil ? .created : .updated
    let repository = workspace.repository
    guard case .commit = try repository.object(new).kind else {
      return Change(ref: ref, fate: fate, commits: [], files: [])
    }
    // A new branch is told by what it has more than main.
    var base = old
    if base == nil, let main = try repository.oid(of: workspace.main), main != new {
      base = try repository.mergeBase(main, new)
    }
    let files = try repository.changes(from: base, to: new).map { file in
      FileChange(path: file.path, fate: file.new == nil ? .removed : file.old == nil ? .created : .updated)
    }
    let isHistory = "\(ref)".hasPrefix("refs/heads/")
    let commits = isHistory ? try repository.log(from: new, excluding: base.map { [$0] } ?? []) : []
    return Change(ref: ref, fate: fate, commits: commits.reversed().map(\.subject), files: files)
  }

  private static func references(of workspace: Workspace) throws(OpsError) -> [RefName: OID] {
    let references = try readGit { () throws(GitError) in
      try workspace.repository.references(prefix: "refs/")
    }
    return Dictionary(uniqueKeysWithValues: references.map { ($0.name, $0.oid) })
  }
}
