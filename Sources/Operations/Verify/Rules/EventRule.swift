import Governance
import Ledger

/// What a commit says was done, it did: the audit log tells what commits say. One decision alone changes no file, which
/// is to answer for a commit.
struct EventRule: VerifyRule {
  let name = "event"

  func check(_ commit: JudgedCommit) -> [Violation] {
    guard commit.changesNothing, !commit.authority.isBeforeAnybody else { return [] }
    let actions = commit.commit.trailers.filter { $0.key == CommitNote.actionTrailer }.map { $0.value }
    guard let first = actions.first else { return [] }
    guard actions == [Acceptance.action] else {
      return [
        commit.violation(
          self, "it says \(first) and changes nothing",
          remedy: "Take the commit out: the audit log tells what was done, and the program writes it.")
      ]
    }
    guard Acceptance.all(in: commit).isEmpty else { return [] }
    return [
      commit.violation(
        self, "it answers for a commit, and \(commit.author) may not, or not here or in another's name",
        remedy: "Let somebody who administers the platform run n8n-ops audit accept.")
    ]
  }
}
