/// `policies/plans.json`: what a tenant's plan allows (ENV-008, TEAM-005).
package struct PlanPolicy: Sendable, Hashable, Codable {
  /// Plan -> its limits. A plan that is not named has none.
  package var plans: [Plan: PlanLimits]

  package init(plans: [Plan: PlanLimits]) { self.plans = plans }

  /// The limits of a plan.
  package func limits(of plan: Plan) -> PlanLimits { plans[plan] ?? PlanLimits() }
}

/// How much a tenant may have; nil: as much as it likes.
package struct PlanLimits: Sendable, Hashable, Codable {
  /// n8n instances under governance.
  package var environments: Int?
  /// Canonical workflows.
  package var workflows: Int?
  /// People in the team.
  package var members: Int?

  package init(environments: Int? = nil, workflows: Int? = nil, members: Int? = nil) {
    self.environments = environments
    self.workflows = workflows
    self.members = members
  }
}

/// What a plan limits.
package enum LimitedItem: String, Sendable, Hashable, CaseIterable {
  case environments, workflows, members

  /// The limit of one kind; nil: none.
  package func limit(in limits: PlanLimits) -> Int? {
    switch self {
    case .environments: limits.environments
    case .workflows: limits.workflows
    case .members: limits.members
    }
  }
}
