package import Git
package import Governance

/// The merge commit, and what stood before it.
package struct PromotionMerge: Sendable {
  package let commit: Commit
  package let before: LedgerTree

  var after: LedgerTree { LedgerTree(repository: before.repository, commit: commit.oid) }

  /// What was approved of each workflow of the promotion before it; nil where nothing was.
  func contentBefore(_ promotion: Promotion, _ tenant: TenantRoot) throws(OpsError) -> [(Slug, OID?)] {
    try readGit { () throws(GitError) in
      var result: [(Slug, OID?)] = []
      for workflow in promotion.workflows.map(\.workflow) {
        result.append((workflow, try before.blob(at: tenant.baseline(promotion.target, workflow))))
      }
      return result
    }
  }
}

extension TenantLedger {
  /// The oldest commit on the first-parent line of `main` that has the promotion.
  package func merge(of promotion: RecordID, in main: LedgerTree) throws(OpsError) -> PromotionMerge {
    let path = tenant.promotion(promotion)
    let repository = workspace.repository
    guard let tip = main.commit, try readGit({ () throws(GitError) in try main.blob(at: path) }) != nil else {
      throw notFound(path)
    }
    return try findMerge(path, from: tip, in: repository)
  }

  private func findMerge(_ path: String, from tip: OID, in repository: Repository) throws(OpsError)
    -> PromotionMerge
  {
    var current = tip
    while true {
      let commit = try readGit { () throws(GitError) in try repository.commit(current) }
      let before = LedgerTree(repository: repository, commit: commit.parents.first)
      if try readGit({ () throws(GitError) in try before.blob(at: path) }) == nil {
        return PromotionMerge(commit: commit, before: before)
      }
      guard let parent = commit.parents.first else { throw notFound(path) }
      current = parent
    }
  }

  private func notFound(_ path: String) -> OpsError {
    OpsError("The merge of the promotion was not found on main", at: path)
  }
}
