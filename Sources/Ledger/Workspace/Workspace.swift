package import Git
package import Governance

/// An ops repository: the database of everything n8n-ops knows.
package struct Workspace: Sendable {
  package let repository: Repository
  /// Branch of decisions.
  package let main: RefName
  /// What signs the commits that are written; nil leaves them unsigned.
  package var signer: (any CommitSigner)?
  /// What decides whether a branch may take a new commit; nil lets everything through.
  package var judge: (any CommitJudge)?
  /// What other machines share; nil where this repository stands alone.
  package var shared: SharedRemote?

  package init(repository: Repository, main: RefName) {
    self.repository = repository
    self.main = main
  }

  /// Opens the repository at a path, bare or with a work tree.
  package static func open(at path: String) throws(OpsError) -> Workspace {
    do {
      let repository = try Repository.open(at: path)
      return Workspace(repository: repository, main: try RefName.branch("main"))
    } catch {
      guard error.kind != .notOwned else {
        throw OpsError(
          "The ops repository is not to be trusted yet", at: path, because: "it belongs to another user",
          remedy:
            "Run as that user, or, if you trust what it holds: git config --global --add safe.directory \(path)"
        )
      }
      throw OpsError(
        "There is no ops repository to work with", at: path, because: "\(error)",
        remedy: "Make one with `n8n-ops init \(path)`, or name yours with --repo or N8N_OPS_REPO.")
    }
  }

  /// The decisions as they stand now.
  package func mainTree() throws(OpsError) -> LedgerTree {
    try tree(of: main)
  }

  /// The files at the tip of a ref; empty where the ref does not exist.
  package func tree(of ref: RefName) throws(OpsError) -> LedgerTree {
    let repository = repository
    return LedgerTree(
      repository: repository, commit: try readGit { () throws(GitError) in try repository.oid(of: ref) })
  }

  /// The files at the tip of a branch.
  package func tree(ofBranch name: String) throws(OpsError) -> LedgerTree {
    try tree(of: ref(branch: name))
  }

  package func ref(branch name: String) throws(OpsError) -> RefName {
    try readGit { () throws(GitError) in try RefName.branch(name) }
  }

  package func ref(named name: String) throws(OpsError) -> RefName {
    try readGit { () throws(GitError) in try RefName(name) }
  }
}
