import Governance
import Ledger

/// Only who administers the platform acts for somebody else, for a member, and with a reason.
struct StandInRule: VerifyRule {
  let name = "stand-in"

  func check(_ commit: JudgedCommit) -> [Violation] {
    guard let claimed = commit.commit.trailer(StandIn.memberTrailer) else { return [] }
    let authority = commit.authority
    func violation(_ problem: String) -> [Violation] {
      [commit.violation(self, problem, remedy: "See `n8n-ops platform admin list` and `n8n-ops team list`.")]
    }
    guard let standIn = StandIn(commit.commit) else {
      return violation("it is made for '\(claimed)', who is nobody")
    }
    guard authority.isPlatformAdmin(commit.author) else {
      return violation(
        "\(commit.author) acts for \(standIn.member.email) and does not administer the platform")
    }
    guard authority.members.values.contains(where: { $0[standIn.member.email.lowercased()] != nil }) else {
      return violation("it is made for \(standIn.member.email), who is no active member")
    }
    return standIn.reason.isEmpty ? violation("it is made for somebody else without a reason") : []
  }
}
