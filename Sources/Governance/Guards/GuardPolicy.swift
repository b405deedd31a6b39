/// `policies/environment-classes.json`: what may be done in an environment of each class (ENV-015).
package struct GuardPolicy: Sendable, Hashable, Codable {
  /// Action -> class -> decision.
  package var actions: [GuardedAction: [EnvironmentClass: GuardDecision]]

  package init(actions: [GuardedAction: [EnvironmentClass: GuardDecision]]) {
    self.actions = actions
  }

  /// The policy with the decisions of a tenant in the place of its own.
  package func overridden(by own: [GuardedAction: [EnvironmentClass: GuardDecision]]?) -> GuardPolicy {
    GuardPolicy(actions: actions.merging(own ?? [:]) { mine, theirs in mine.merging(theirs) { $1 } })
  }

  /// Actions that are blocked or need an approval in environments of one class and are freer in those of another, with
  /// both decisions.
  package func lifted(from old: EnvironmentClass, to new: EnvironmentClass) -> [(
    action: GuardedAction, from: GuardDecision, to: GuardDecision
  )] {
    GuardedAction.allCases.compactMap { action in
      let (before, after) = (decision(on: action, in: old), decision(on: action, in: new))
      return before >= .approval && after < before ? (action, before, after) : nil
    }
  }

  /// What environments of a class may not simply do, in words: `blocked: upload; approval: activate, delete`.
  package func restrictions(in environmentClass: EnvironmentClass) -> String {
    [GuardDecision.blocked, .approval, .warning].compactMap { wanted in
      let actions = GuardedAction.allCases.filter { decision(on: $0, in: environmentClass) == wanted }
      return actions.isEmpty
        ? nil : "\(wanted.rawValue): \(actions.map(\.rawValue).sorted().joined(separator: ", "))"
    }.joined(separator: "; ")
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
package enum GuardDecision: String, Sendable, Hashable, Codable, Comparable, CaseIterable {
  case allowed
  /// Done, with a warning shown and recorded.
  case warning
  /// Done only after an approval.
  case approval
  case blocked

  /// The freer one first.
  package static func < (left: GuardDecision, right: GuardDecision) -> Bool {
    let order = allCases
    return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
  }
}
