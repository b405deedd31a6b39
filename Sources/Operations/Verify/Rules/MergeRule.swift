import Governance

/// A merge brings together what its sides have and nothing else: a change hidden in it was reviewed by nobody.
struct MergeRule: VerifyRule {
  let name = "merge"

  func check(_ commit: JudgedCommit) -> [Violation] {
    if commit.commit.parents.count > 2 {
      return [
        commit.violation(
          self, "it merges more than one branch at once", remedy: "Merge one proposal after the other.")
      ]
    }
    return commit.unexpected.map {
      commit.violation(
        self, at: $0, "the merge changes it to what is on neither side",
        remedy: "Merge again without changing files, and commit the change by itself.")
    }
  }
}
