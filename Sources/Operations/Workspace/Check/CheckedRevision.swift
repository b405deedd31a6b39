import Foundation
import Git
package import Governance
package import Ledger

extension Workspace {
  /// The tree to check: of the branch that is named; else of what is checked out, be it a branch or, as in CI, a
  /// commit; else, without a work tree, of `main`.
  package func treeToCheck(branch: String?) throws(OpsError) -> LedgerTree {
    let tree =
      if let branch {
        try self.tree(of: branch.hasPrefix("refs/") ? try ref(named: branch) : try ref(branch: branch))
      } else if repository.workTree == nil {
        try mainTree()
      } else if let head = repository.head() {
        try self.tree(of: head)
      } else {
        LedgerTree(repository: repository, commit: detachedHead)
      }
    guard tree.commit != nil else {
      throw OpsError(
        "There is nothing to check", at: branch ?? repository.path, because: "the branch has no commit",
        remedy: "Commit first, or name a branch with --branch.")
    }
    return tree
  }

  /// The commit that `HEAD` names where it names no branch (gitrepository-layout(5)).
  private var detachedHead: OID? {
    guard let bytes = FileManager.default.contents(atPath: "\(repository.path)/HEAD"), bytes.count <= 42
    else {
      return nil
    }
    return OID(hex: String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
  }
}
