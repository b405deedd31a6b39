import Git
package import Governance
package import Ledger
import Resources

/// Makes an ops repository, ready to be pushed to a forge, in one commit: policies, schemas, the format, and what
/// `state/init` has for the root of the tree.
package struct InitWorkspace: Sendable {
  private let path: String
  private let isBare: Bool
  private let act: Act

  package init(path: String, isBare: Bool, act: Act) {
    self.path = path
    self.isBare = isBare
    self.act = act
  }

  /// Refuses a repository that is one of ours already. An empty one is taken, and so is one with files, as forges
  /// make them: a file that is there stays as it is.
  package func run() throws(OpsError) -> Workspace {
    let present = try existing()
    let workspace = if let present { present } else { try create() }
    try fill(workspace)
    return workspace
  }

  /// The same on a repository that is thrown away.
  ///
  /// - Parameter folder: where that one is made.
  package func rehearse(in folder: String) throws(OpsError) -> Rehearsal {
    let rehearsal = try Rehearsal(of: try existing(), in: folder)
    try fill(rehearsal.workspace)
    return rehearsal
  }

  private func fill(_ workspace: Workspace) throws(OpsError) {
    try workspace.commit(to: workspace.main, as: act) { (tree, edit) throws(OpsError) in
      guard try readGit({ () throws(GitError) in try tree.bytes(at: FormatFile.path) }) == nil else {
        throw OpsError(
          "There is an ops repository already", at: path,
          remedy: "Use it with --repo \(path), or choose another folder.")
      }
      let present = Set(try readGit { () throws(GitError) in try tree.files() })
      for (file, resource) in InitialFiles.all where !present.contains(file) {
        edit.put(Resources.data(resource) ?? [], at: file)
      }
      try edit.put(FormatFile(), at: FormatFile.path)
      return CommitNote("platform", "set up the ops repository", tenant: nil, action: "init", target: nil)
    }
  }

  private func existing() throws(OpsError) -> Workspace? {
    guard let repository = try? Repository.open(at: path) else { return nil }
    return Workspace(
      repository: repository, main: try readGit { () throws(GitError) in try RefName.branch("main") })
  }

  private func create() throws(OpsError) -> Workspace {
    do {
      let repository = try Repository.create(at: path, bare: isBare, initialBranch: "main")
      return Workspace(repository: repository, main: try RefName.branch("main"))
    } catch {
      throw OpsError(
        "The ops repository cannot be made", at: path, because: error.detail,
        remedy: "Name a folder that you may write to, and see that there is free space.")
    }
  }
}

/// The files of a new ops repository that are embedded in the executable.
enum InitialFiles {
  private static let root = "state/init/"

  /// Path in the new repository, and name of the embedded file.
  static var all: [(file: String, resource: String)] {
    let own = Resources.paths(under: root).map { (file: String($0.dropFirst(root.count)), resource: $0) }
    let shared = Resources.paths(under: "policies") + Resources.paths(under: "state/schemas")
    // Facts about node types are the executable's own.
    return own
      + shared.filter { $0 != PolicyFiles.nodeKnowledge && $0 != "state/schemas/node-knowledge.schema.json" }
      .map { (file: $0, resource: $0) }
  }
}
