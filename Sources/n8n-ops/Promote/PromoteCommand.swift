import Governance
import Operations
import Terminal

/// `promote`: workflows on their way to production.
struct PromoteCommand: Command {
  static let configuration = CommandConfiguration.group(
    "promote", abstract: "Promotions: plan, approve and run the way of workflows to production.",
    subcommands: [
      PromotePlan.self, PromoteList.self, PromoteDiff.self, PromoteApprove.self, PromoteReject.self,
      PromoteCancel.self, PromoteRun.self, PromoteTakeOver.self,
    ])
}

extension Session {
  /// Both ways to approve a proposal.
  func tellHowToApprove(_ promotion: Promotion, on branch: String) {
    next("git merge --no-ff \(branch)   or: n8n-ops promote approve \(promotion.id)")
  }

  /// Where a decision waits that needs an approval.
  func tell(_ landing: Landing, on console: Console) {
    guard let branch = landing.branch else { return }
    console.print("It needs an approval, and waits on branch \(branch).")
    next("git merge --no-ff \(branch)   by somebody who may; it holds from then on.")
  }
}
