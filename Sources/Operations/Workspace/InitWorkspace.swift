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
  private let namesMachine: Bool

  /// - Parameter namesMachine: whether `state/platform.json` of a new repository says who the program is.
  package init(path: String, isBare: Bool, act: Act, namesMachine: Bool = false) {
    self.path = path
    self.isBare = isBare
    self.act = act
    self.namesMachine = namesMachine
  }

  /// An empty repository is taken, and so is one with files, as forges make them: a file that is there stays as it is.
  ///
  /// - Parameter completes: takes a repository that is one of ours already, and adds only what it lacks; otherwise it
  ///   is refused. Nothing is changed or removed in either case, but for the schemas, which become the executable's.
  package func run(completes: Bool = false) throws(OpsError) -> Workspace {
    let present = try existing()
    let workspace = if let present { present } else { try create() }
    try leadToMain(workspace)
    try fill(workspace, completes: completes)
    return workspace
  }

  /// The same on a repository that is thrown away.
  ///
  /// - Parameter folder: where that one is made.
  package func rehearse(in folder: String, completes: Bool = false) throws(OpsError) -> Rehearsal {
    let rehearsal = try Rehearsal(of: try existing(), in: folder)
    try fill(rehearsal.workspace, completes: completes)
    return rehearsal
  }

  private func fill(_ workspace: Workspace, completes: Bool) throws(OpsError) {
    try workspace.commit(to: workspace.main, as: act) { (tree, edit) throws(OpsError) in
      let isOurs = try readGit { () throws(GitError) in try tree.bytes(at: FormatFile.path) } != nil
      guard completes || !isOurs else {
        throw OpsError(
          "There is an ops repository already", at: path,
          remedy: "Use it with --repo \(path). To add files that a newer n8n-ops brings along: --complete.")
      }
      try tree.requireCurrentFormat()
      let present = Set(try readGit { () throws(GitError) in try tree.files() })
      for (file, resource) in InitialFiles.all where !present.contains(file) {
        edit.put(Resources.data(resource) ?? [], at: file)
      }
      if isOurs { try renewSchemas(in: tree, &edit) }
      if isOurs, edit.isEmpty { return nil }
      if !isOurs { try edit.put(FormatFile(), at: FormatFile.path) }
      if !isOurs, namesMachine, !present.contains(Platform.path) {
        let machine = Platform.Identity(name: act.machine.name, email: act.machine.email, signingKeys: [])
        try edit.put(Platform(machines: [machine]), at: Platform.path)
      }
      let happened = isOurs ? "add what the ops repository lacked" : "set up the ops repository"
      return CommitNote("platform", happened, tenant: nil, action: "init", target: nil)
    }
  }

  /// The schemas are the executable's: nobody decides anything by them.
  private func renewSchemas(in tree: LedgerTree, _ edit: inout LedgerEdit) throws(OpsError) {
    for path in Resources.paths(under: "state/schemas") {
      let present = try readGit { () throws(GitError) in try tree.bytes(at: path) }
      if let present, let own = Resources.data(path), present != own { edit.put(own, at: path) }
    }
  }

  /// A repository that `git init` made may be on a branch of another name, which is not born yet: it is on `main` from now
  /// on. Where that branch has commits, they would stay beside the decisions, so nothing is done.
  private func leadToMain(_ workspace: Workspace) throws(OpsError) {
    let repository = workspace.repository
    guard let head = repository.head(), head != workspace.main,
      try workspace.mainTree().commit == nil
    else { return }
    guard try readGit({ () throws(GitError) in try repository.oid(of: head) }) == nil else {
      throw OpsError(
        "The repository has another branch than main", at: path,
        because: "its HEAD is \(head.shortName), which has commits, and decisions stand on main",
        remedy: "Rename the branch with `git branch -m \(head.shortName) main`, then run the command again.")
    }
    try readGit { () throws(GitError) in try repository.setHead(to: workspace.main) }
  }

  /// Who completes it is held to the rules that it has.
  private func existing() throws(OpsError) -> Workspace? {
    guard let repository = try? Repository.open(at: path) else { return nil }
    var workspace = Workspace(
      repository: repository, main: try readGit { () throws(GitError) in try RefName.branch("main") })
    workspace.judge = AdmitCommit()
    return workspace
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
