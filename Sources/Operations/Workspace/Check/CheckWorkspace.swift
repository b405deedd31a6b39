import Git
package import Governance
package import Ledger

/// Validates a tree of decisions: each file by itself, and all of them together.
package struct CheckWorkspace: Sendable {
  private let tree: LedgerTree
  private let workspace: Workspace?
  private let commands: Set<String>?

  /// - Parameters:
  ///   - workspace: where the tree lies; if it is that of `main` with all its history, the approvals are checked as well.
  ///   - commands: the commands that `policies/roles.json` may name; nil leaves open which there are.
  package init(tree: LedgerTree, in workspace: Workspace? = nil, commands: Set<String>? = nil) {
    self.tree = tree
    self.workspace = workspace
    self.commands = commands
  }

  /// Everything that is wrong, in the order of paths and of places in them; of one file at most
  /// ``FindingOrder/most`` findings.
  package func run() throws(OpsError) -> [CheckFinding] {
    let schemas = StateSchemas.builtIn()
    var checked = try readGit { () throws(GitError) in
      try CheckedTree(tree, schemas: schemas, commands: commands)
    }
    let (files, tenants) = (checked.sorted, checked.tenants)
    var findings: [CheckFinding] = []
    for rule in CheckRules.all {
      findings += rule.check(checked)
      findings += files.flatMap { rule.check($0, in: checked) }
      findings += tenants.flatMap { rule.check($0) }
    }
    if let workspace, !workspace.repository.isShallow, try workspace.mainTree().commit == tree.commit {
      // A file that cannot be read is told above, and no promotion of its tenant can run before it is mended.
      let readable = tenants.filter { tenant in
        !files.contains { $0.path.hasPrefix(tenant.root.folder + "/") && $0.isUnreadable }
      }
      findings += try ApprovalCheck(workspace: workspace).findings(in: tree, tenants: readable.map(\.root))
    }
    let pointed = Set(findings.filter { $0.pointer != nil }.map(\.path))
    try readGit { () throws(GitError) in try checked.readTexts(of: pointed, in: tree) }
    return FindingOrder(checked).ordered(findings)
  }
}
