import Git
package import Governance
package import Ledger
import Resources

/// Makes an ops repository: policies, schemas and the format, in one commit.
package struct InitWorkspace: Sendable {
  private let path: String
  private let isBare: Bool
  private let act: Act

  package init(path: String, isBare: Bool, act: Act) {
    self.path = path
    self.isBare = isBare
    self.act = act
  }

  /// Refuses a repository that is one of ours already; an empty one is taken.
  package func run() throws(OpsError) -> Workspace {
    let workspace = try create()
    let built = Resources.paths(under: "policies") + Resources.paths(under: "state/schemas")
    try workspace.commit(to: workspace.main, as: act) { (tree, edit) throws(OpsError) in
      let existing = try readGit { () throws(GitError) in try tree.bytes(at: FormatFile.path) }
      guard existing == nil else {
        throw OpsError(
          "There is an ops repository already", at: path,
          remedy: "Use it with --repo \(path), or choose another folder.")
      }
      for file in built where file != PolicyFiles.nodeKnowledge {
        edit.put(Resources.data(file) ?? [], at: file)
      }
      try edit.put(FormatFile(), at: FormatFile.path)
      edit.put(Array(Self.attributes.utf8), at: ".gitattributes")
      edit.put(Array(Self.readme.utf8), at: "README.md")
      return CommitNote("platform", "set up the ops repository", tenant: nil, action: "init", target: nil)
    }
    return workspace
  }

  private func create() throws(OpsError) -> Workspace {
    if let existing = try? Repository.open(at: path) {
      return Workspace(
        repository: existing, main: try readGit { () throws(GitError) in try RefName.branch("main") })
    }
    return try readGit { () throws(GitError) in
      let repository = try Repository.create(at: path, bare: isBare, initialBranch: "main")
      return Workspace(repository: repository, main: try RefName.branch("main"))
    }
  }

  private static let attributes = """
    *.json text eol=lf
    *.md text eol=lf

    """

  private static let readme = """
    # Ops repository

    This repository is the database of n8n-ops: what is approved for each n8n environment, who approved it, and
    the policies that hold. Change it by merge requests or with the `n8n-ops` command.

    - `policies/` what may be done where, and how risky a change is
    - `state/tenants/` tenants, environments, approved workflows, promotions, incidents
    - `state/schemas/` JSON Schemas of all files; editors use them to complete and check
    - branches `observed/...` what runs, branches `promotion/...` proposals that wait for a merge

    """
}
