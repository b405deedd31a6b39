/// `policies/environment-classes.json`: what may be done in an environment of each class (ENV-015).
package struct GuardPolicy: Sendable, Hashable, Codable {
  /// Action -> class -> decision.
  package var actions: [GuardedAction: [EnvironmentClass: GuardDecision]]

  package init(actions: [GuardedAction: [EnvironmentClass: GuardDecision]]) {
    self.actions = actions
  }

  /// The decision for an action; an action that the policy does not name is blocked.
  package func decision(on action: GuardedAction, in environmentClass: EnvironmentClass) -> GuardDecision {
    actions[action]?[environmentClass] ?? .blocked
  }
}

/// An action that depends on the class of the environment.
package enum GuardedAction: String, Sendable, Hashable, Codable, CaseIterable, CodingKeyRepresentable {
  /// Change of a workflow by n8n-ops without a promotion, a revert for example.
  case directEdit
  case activate
  case delete
  case upload
  /// Promotion out of the environment.
  case promoteFrom
  /// Promotion into the environment.
  case promoteInto
  /// Taking what runs as approved when a workflow is onboarded.
  case onboard
  /// Bringing the approved content back.
  case revert
  /// Taking a change that was made in n8n as approved.
  case keep
}

extension EnvironmentClass: CodingKeyRepresentable {}

/// What a guard says.
package enum GuardDecision: String, Sendable, Hashable, Codable {
  case allowed
  /// Done, with a warning shown and recorded.
  case warning
  /// Done only after an approval.
  case approval
  case blocked
}
