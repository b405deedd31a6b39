package import Governance

/// What a tenant has of one kind, and what its plan allows of it (ENV-008, TEAM-005).
package struct PlanAllowance: Sendable, Hashable {
  package var item: LimitedItem
  package var plan: Plan
  package var used: Int
  /// Nil: no limit.
  package var limit: Int?

  /// `2 of 10 environments (plan pro)`.
  package var words: String {
    "\(used) of \(limit.map { "\($0)" } ?? "any number of") \(item.rawValue) (plan \(plan.rawValue))"
  }
}

extension TenantLedger {
  /// What the tenant has and may have.
  package func allowance(of item: LimitedItem, in tree: LedgerTree) throws(OpsError) -> PlanAllowance {
    let plan = try tree.value(Tenant.self, at: tenant.tenantFile)?.plan ?? .free
    let used =
      switch item {
      case .environments: try environments(in: tree).count
      case .workflows: try tree.values(CanonicalWorkflow.self, in: tenant.workflows).count
      case .members: try tree.values(Member.self, in: tenant.team).count
      }
    return allowance(of: item, plan: plan, used: used)
  }

  /// What a plan allows of what is there.
  package func allowance(of item: LimitedItem, plan: Plan, used: Int) -> PlanAllowance {
    PlanAllowance(item: item, plan: plan, used: used, limit: item.limit(in: rules.plans.limits(of: plan)))
  }

  /// Refuses what would go beyond the tenant's plan.
  ///
  /// - Parameter count: how many are to be added.
  package func requireRoom(for count: Int, _ item: LimitedItem, in tree: LedgerTree) throws(OpsError) {
    let allowance = try allowance(of: item, in: tree)
    guard count > 0, let limit = allowance.limit, allowance.used + count > limit else { return }
    let way =
      switch item {
      case .environments: "Take one out with n8n-ops env remove"
      case .workflows: "Onboard fewer"
      case .members: "Take somebody out with n8n-ops team remove"
      }
    throw OpsError(
      "The plan does not allow so many \(item.rawValue)", at: tenant.tenant.text,
      because:
        "\(allowance.plan.rawValue) has room for \(limit) (\(PolicyFiles.plans)), and there would be \(allowance.used + count)",
      remedy: "\(way), or set another plan in \(tenant.tenantFile).")
  }
}
