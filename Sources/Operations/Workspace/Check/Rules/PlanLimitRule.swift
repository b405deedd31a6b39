import Governance
import JSON
import Ledger

/// A tenant has no more than its plan allows (ENV-008, TEAM-005).
struct PlanLimitRule: CheckRule {
  let name = "plan-limit"

  func check(_ tree: CheckedTree) -> [CheckFinding] {
    guard let policy = policy(in: tree) else { return [] }
    return tree.tenants.flatMap { tenant -> [CheckFinding] in
      guard let file = tree.files[tenant.root.tenantFile], let record = file.reading.value as? Tenant else {
        return []
      }
      let limits = policy.limits(of: record.plan)
      let used = [
        LimitedItem.environments: tenant.environmentNames.count, .workflows: tenant.workflowNames.count,
        .members: tenant.members.count,
      ]
      return LimitedItem.allCases.compactMap { item in
        guard let limit = item.limit(in: limits), let count = used[item], count > limit else { return nil }
        return file.finding(
          self, at: JSONPointer().appending("plan"),
          "the plan \(record.plan.rawValue) allows \(limit) \(item.rawValue), and there are \(count)",
          remedy: "Take some out, or set another plan.")
      }
    }
  }

  /// The built-in policy where the tree has none; nil where it has one that cannot be read, which another rule tells.
  private func policy(in tree: CheckedTree) -> PlanPolicy? {
    if let file = tree.files[PolicyFiles.plans] { return file.reading.value as? PlanPolicy }
    return try? Rules.builtIn().plans
  }
}
