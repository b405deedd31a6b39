import Git
package import Governance
package import Ledger

/// Validates a tree of decisions: each file by itself, and all of them together.
package struct CheckWorkspace: Sendable {
  private let tree: LedgerTree

  package init(tree: LedgerTree) { self.tree = tree }

  /// Everything that is wrong, in the order of paths and of places in them; of one file at most
  /// ``FindingOrder/most`` findings.
  package func run() throws(OpsError) -> [CheckFinding] {
    let schemas = StateSchemas.builtIn()
    let checked = try readGit { () throws(GitError) in try CheckedTree(tree, schemas: schemas) }
    let (files, tenants) = (checked.sorted, checked.tenants)
    var findings: [CheckFinding] = []
    for rule in CheckRules.all {
      findings += rule.check(checked)
      findings += files.flatMap { rule.check($0, in: checked) }
      findings += tenants.flatMap { rule.check($0) }
    }
    return FindingOrder(checked).ordered(findings)
  }
}
