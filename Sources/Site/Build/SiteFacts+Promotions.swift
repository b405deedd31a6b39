import Git
import Governance
import JSON
import Ledger

extension SiteFacts {
  func promotionsPage() -> PromotionsPage {
    let waiting = proposals.count
    let approved = decided.count { $0.status == .pendingApproval && unproved[$0.id] == nil }
    let headline: Headline =
      if let first = decided.first(where: { unproved[$0.id] != nil }) {
        Headline(
          .bad,
          "\(unproved.count) promotion\(unproved.count == 1 ? " is" : "s are") on main and not approved.",
          advice: "The content does not count and does not run. Take it back.",
          command: "n8n-ops promote reject \(first.id) --note 'Not approved'")
      } else if waiting > 0 {
        Headline(
          .attention, "\(waiting) promotion\(waiting == 1 ? " waits" : "s wait") for a reviewer.",
          since: proposals.map(\.requestedAt.milliseconds).min(),
          advice: "Read the branch and merge it, or reject it.",
          command: "n8n-ops promote approve \(proposals[0].id)")
      } else if let oldest = openChanges.last {
        Headline(
          .attention,
          openChanges.count == 1
            ? "1 decision waits for a merge." : "\(openChanges.count) decisions wait for a merge.",
          since: oldest.request.at.milliseconds, advice: "Read the branch and merge it.",
          command: row(oldest).command)
      } else if approved > 0 {
        Headline(
          .info, "\(approved) approved promotion\(approved == 1 ? " waits" : "s wait") to run.",
          advice: "Run it.",
          command: "n8n-ops promote run")
      } else {
        Headline(.good, "No promotion waits.")
      }
    return PromotionsPage(
      frame: frame, headline: headline, rows: (proposals + decided).map(row), decisions: openChanges.map(row))
  }

  func promotionPage(_ promotion: Promotion) throws(OpsError) -> PromotionPage {
    let isProposal = proposals.contains { $0.id == promotion.id }
    let branch = ledger.tenant.promotionBranch(promotion.id)
    var groups: [ChangeGroup] = []
    for entry in try ledger.changes(of: promotion.id) {
      groups.append(group(entry.workflow, entry.diff, before: entry.before, after: entry.after))
    }
    return PromotionPage(
      frame: quietFrame, headline: headline(promotion), promotion: row(promotion),
      reason: promotion.reason, pipeline: promotion.pipeline?.text ?? "–", branch: isProposal ? branch : nil,
      snapshot: promotion.snapshot?.text,
      checks: promotion.checks.map {
        .init($0.check, .init($0.outcome), $0.evidence.joined(separator: "; "))
      },
      groups: groups, approvals: approvals(promotion), results: results(promotion),
      timeline: timeline(of: promotion.id))
  }

  private func headline(_ promotion: Promotion) -> Headline {
    let at = promotion.finishedAt?.milliseconds
    let reason = promotion.failure?.reason
    return switch badge(promotion) {
    case .notApproved:
      Headline(
        .bad, "It is on main and was not approved, so it does not run and its content does not count.",
        advice: unproved[promotion.id].map { "\($0.refusal)." },
        command: "n8n-ops promote reject \(promotion.id) --note 'Not approved'")
    case .waitsForApproval:
      Headline(
        .attention, "It waits for a reviewer.", since: promotion.requestedAt.milliseconds,
        advice: "Read what changes below; merging the branch approves it.",
        command: "n8n-ops promote approve \(promotion.id)")
    case .approved:
      Headline(.info, "It is approved and has not run yet.", command: "n8n-ops promote run \(promotion.id)")
    case .running: Headline(.info, "It is running.", since: promotion.startedAt?.milliseconds)
    case .completed:
      Headline(
        .good, promotion.kind == .keep ? "The change was kept." : "It runs in \(promotion.target).", since: at
      )
    case .rolledBack:
      Headline(
        .attention, "It failed and was taken back: \(promotion.target) is as it was before.", since: at,
        advice: reason)
    case .failed:
      Headline(
        .bad,
        promotion.failure?.isRolledBack == true
          ? "It failed before anything was written." : "It failed, and the target is not as before.",
        since: at, advice: reason)
    case .rejected: Headline(.quiet, "It was rejected.", since: at, advice: promotion.closing?.note)
    case .cancelled: Headline(.quiet, "It was cancelled.", since: at, advice: promotion.closing?.note)
    }
  }

  private func approvals(_ promotion: Promotion) -> [PromotionPage.Approval] {
    guard let approval = promotion.approval else { return [] }
    return [
      PromotionPage.Approval(
        person: approval.by.name, role: approval.role.rawValue, time: approval.at.milliseconds,
        commit: approval.commit,
        proof: Badge(.info, "Merge commit"))
    ]
  }

  private func results(_ promotion: Promotion) -> [PromotionPage.Result] {
    promotion.workflows.compactMap { workflow in
      guard let outcome = workflow.outcome else { return nil }
      return PromotionPage.Result(
        id: workflow.workflow.text, name: workflow.name, outcome: .init(outcome), hash: workflow.hashAfter,
        duration: workflow.milliseconds.map(Int64.init), error: workflow.error)
    }
  }
}
