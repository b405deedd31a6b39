import Git
import Governance
import Ledger

/// Finds the merge that brought a promotion to `main` and proves that it approves it.
struct ApprovalProof {
  let context: OperationContext
  let promotion: Promotion

  func prove() throws(OpsError) -> (record: ApprovalRecord, merge: PromotionMerge) {
    let merge = try context.ledger.merge(of: promotion.id)
    do {
      let record = try check(merge)
      return (record, merge)
    } catch let refusal as ApprovalRules.Refusal {
      throw OpsError(
        "The promotion is on main and was not approved", at: promotion.id.text, because: "\(refusal)",
        remedy: "Revert the commit that brought it, and let an approver merge the proposal.")
    } catch let error as OpsError {
      throw error
    } catch {
      throw OpsError("The approval cannot be checked", at: promotion.id.text, because: "\(error)")
    }
  }

  private func check(_ merge: PromotionMerge) throws -> ApprovalRecord {
    guard merge.commit.parents.count == 2 else { throw ApprovalRules.Refusal.notMerged }
    let approver = Person(name: merge.commit.author.name, email: merge.commit.author.email)
    let members = Array(try merge.before.values(Member.self, in: context.tenant.team).values)
    let rule = try context.ledger.approvalRule(of: promotion, in: merge.before)
    let role = try ApprovalRules.role(
      of: approver, members: members, requester: promotion.requestedBy, rule: rule)
    try checkContent(merge)
    return ApprovalRecord(
      by: approver, role: role, at: Instant(seconds: merge.commit.committer.time),
      commit: merge.commit.oid.hex)
  }

  /// What was merged is what was proposed, and `main` still has it: what is applied is what was reviewed.
  private func checkContent(_ merge: PromotionMerge) throws {
    guard promotion.kind != .revert else { return }
    let proposal = LedgerTree(repository: merge.before.repository, commit: merge.commit.parents[1])
    let merged = LedgerTree(repository: merge.before.repository, commit: merge.commit.oid)
    let present = try context.workspace.mainTree()
    for workflow in promotion.workflows {
      let path = context.tenant.baseline(promotion.target, workflow.workflow)
      for tree in [proposal, merged, present] {
        guard try tree.blob(at: path)?.hex == workflow.blob else {
          throw ApprovalRules.Refusal.contentChanged(workflow.workflow)
        }
      }
    }
  }
}
