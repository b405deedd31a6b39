import Governance

/// Records and approved content change on `main` by the program or by the merge of a proposal, never by hand.
struct ProgramOnlyRule: VerifyRule {
  let name = "program-only"

  func check(_ commit: JudgedCommit) -> [Violation] {
    guard commit.isOnMain, !commit.isByProgram, !commit.authority.isBeforeAnybody else { return [] }
    return commit.ownChanges.compactMap { change in
      guard commit.authority.roles.permission(for: change.path)?.isProgramOnly == true else { return nil }
      return commit.violation(
        self, at: change.path, "only the program changes it, or the merge of a proposal",
        remedy: "Revert the commit and use the command, such as `n8n-ops promote plan`.")
    }
  }
}
