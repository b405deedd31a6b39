import Governance
import JSON
import Ledger

/// Promotions on `main` that no approval stands for. Unlike the rules, this needs the history: who merged what.
struct ApprovalCheck {
  static let name = "approval"

  let workspace: Workspace

  func findings(in main: LedgerTree, tenants: [TenantRoot]) throws(OpsError) -> [CheckFinding] {
    // What is wrong with a policy is told by the rules; who approved what does not depend on it.
    guard let rules = try? Rules(tree: main) else { return [] }
    var findings: [CheckFinding] = []
    for tenant in tenants {
      let ledger = TenantLedger(workspace: workspace, tenant: tenant, rules: rules)
      findings += try ledger.unproved(in: main).map { entry in
        let id = entry.promotion.id
        return CheckFinding(
          rule: Self.name, path: tenant.promotion(id), pointer: JSONPointer().appending("status"),
          problem: "the promotion is on main and was not approved: \(entry.refusal)",
          remedy: entry.refusal.remedy(for: id))
      }
    }
    return findings
  }
}
