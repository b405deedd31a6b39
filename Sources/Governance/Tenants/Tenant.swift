/// `tenant.json`: who the tenant is.
package struct Tenant: Sendable, Hashable, Codable {
  /// Name for people.
  package var name: String
  /// Plan tier.
  package var plan: Plan
  /// IANA time zone in which pages and windows are read.
  package var timeZone: String
  /// Whether its workflows keep the editor's test data; nil for what `policies/normalization.json` says.
  package var keepPinData: Bool?
  /// Decisions of its own on what may be done in environments of a class; the others are those of
  /// `policies/environment-classes.json` (ENV-015).
  package var guards: [GuardedAction: [EnvironmentClass: GuardDecision]]?

  package init(
    name: String, plan: Plan = .free, timeZone: String = "UTC", keepPinData: Bool? = nil,
    guards: [GuardedAction: [EnvironmentClass: GuardDecision]]? = nil
  ) {
    self.name = name
    self.plan = plan
    self.timeZone = timeZone
    self.keepPinData = keepPinData
    self.guards = guards
  }
}

/// A plan tier.
package enum Plan: String, Sendable, Hashable, Codable, CaseIterable, CodingKeyRepresentable {
  case free, pro, agency, enterprise
}
