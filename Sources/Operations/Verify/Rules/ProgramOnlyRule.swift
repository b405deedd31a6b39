import Governance

/// Records and approved content are written by the program, on `main` and on every branch that is merged into it: a merge
/// alone makes no proposal of what a person wrote there.
struct ProgramOnlyRule: VerifyRule {
  let name = "program-only"

  func check(_ commit: JudgedCommit) -> [Violation] {
    guard !commit.isByProgram, !commit.authority.isBeforeAnybody else { return [] }
    let isProvedByKey = commit.authority.roles.signatures == .required
    return commit.ownChanges.compactMap { change in
      guard commit.authority.roles.permission(for: change.path)?.isProgramOnly == true else { return nil }
      return commit.violation(
        self, at: change.path, "only the program changes it, here or on a proposal",
        remedy: isProvedByKey
          ? "Run the command where the program's key is: signatures are required, and another key does not prove the program."
          : "Take the change out and use the command, such as `n8n-ops promote plan`.")
    }
  }
}
