import Governance

/// A merge brings together what its sides have and nothing else: a change hidden in it was reviewed by nobody. Its sides
/// come from one history, and `main` goes on from what it was.
struct MergeRule: VerifyRule {
  let name = "merge"

  func check(_ commit: JudgedCommit) -> [Violation] {
    if commit.commit.parents.count > 2 {
      return [
        commit.violation(
          self, "it merges more than one branch at once", remedy: "Merge one proposal after the other.")
      ]
    }
    return line(commit)
      + commit.unexpected.map {
        commit.violation(
          self, at: $0, "the merge changes it to what is on neither side",
          remedy: "Merge again without changing files, and commit the change by itself.")
      }
  }

  private func line(_ commit: JudgedCommit) -> [Violation] {
    var violations: [Violation] = []
    if commit.isUnrelated {
      violations.append(
        commit.violation(
          self, "it brings a history that has nothing in common with that of main",
          remedy: "Make the changes anew, on a branch of main."))
    }
    if commit.isBehind {
      violations.append(
        commit.violation(
          self, "it sets main behind a merge: what main was is not its first parent",
          remedy:
            "Merge the branch into main, not main into the branch: git switch main; git merge --no-ff BRANCH."
        ))
    }
    return violations
  }
}
