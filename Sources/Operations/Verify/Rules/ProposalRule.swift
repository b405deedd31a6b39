import Git
import Governance

/// What needs an approval comes to `main` by the merge of somebody else (ENV-017).
struct ProposalRule: VerifyRule {
  /// Says that a proposal needs one.
  static let trailer = "N8nOps-Approval"

  let name = "approval"

  func check(_ commit: JudgedCommit) -> [Violation] {
    guard commit.commit.trailer(Self.trailer) != nil, !commit.authority.isBeforeAnybody else { return [] }
    if commit.isOnMain {
      return [
        commit.violation(
          self, "it needs an approval and came to main without a merge, so nobody is on record for it",
          remedy: "Revert it, and let somebody else merge its branch: git merge --no-ff BRANCH.")
      ]
    }
    guard let merger = commit.placed.merge?.author.email.lowercased(),
      merger == commit.author || merger == commit.holder
    else { return [] }
    return [
      commit.violation(
        self, "who asked for it has merged it",
        remedy: "Revert the merge, and let somebody else merge the branch.")
    ]
  }
}
