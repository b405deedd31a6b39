import Git
package import Governance

/// What the merge that brought a promotion to `main` proves.
package enum Approval: Sendable {
  case approved(ApprovalRecord, merge: PromotionMerge)
  /// The record is on `main`, and nobody who may has said yes to it.
  case refused(ApprovalRules.Refusal, merge: PromotionMerge)
}

extension TenantLedger {
  /// Finds the merge that brought a promotion to `main`, and judges it by the team and the stage's rule as they were
  /// before it (PIPE-004, PROMO-004).
  package func approval(of promotion: Promotion, in main: LedgerTree) throws(OpsError) -> Approval {
    let merge = try self.merge(of: promotion.id, in: main)
    let approver = Person(name: merge.commit.author.name, email: merge.commit.author.email)
    let members = Array(try merge.before.values(Member.self, in: tenant.team).values)
    let rule = try approvalRule(of: promotion, in: merge.before)
    guard merge.commit.parents.count == 2 else { return .refused(.notMerged, merge: merge) }
    let role: Role
    do {
      role = try ApprovalRules.role(
        of: approver, members: members, requester: promotion.requestedBy, rule: rule)
    } catch {
      return .refused(error, merge: merge)
    }
    if let workflow = try changedContent(of: promotion, merge, present: main) {
      return .refused(.contentChanged(workflow), merge: merge)
    }
    return .approved(
      ApprovalRecord(
        by: approver, role: role, at: Instant(seconds: merge.commit.committer.time),
        commit: merge.commit.oid.hex), merge: merge)
  }

  /// The first workflow whose content is not what was planned: on the proposal, in the merge, or on `main` now. What
  /// is applied is what was reviewed.
  private func changedContent(of promotion: Promotion, _ merge: PromotionMerge, present: LedgerTree)
    throws(OpsError) -> Slug?
  {
    let proposal = LedgerTree(repository: workspace.repository, commit: merge.commit.parents[1])
    for workflow in promotion.workflows {
      let path = tenant.baseline(promotion.target, workflow.workflow)
      for tree in [proposal, merge.after, present] {
        guard try readGit({ () throws(GitError) in try tree.blob(at: path) })?.hex == workflow.blob else {
          return workflow.workflow
        }
      }
    }
    return nil
  }
}
