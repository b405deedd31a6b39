/// `tenant.json`: who the tenant is.
package struct Tenant: Sendable, Hashable, Codable {
  /// Name for people.
  package var name: String
  /// Plan tier.
  package var plan: Plan
  /// IANA time zone in which pages and windows are read.
  package var timeZone: String

  package init(name: String, plan: Plan = .free, timeZone: String = "UTC") {
    self.name = name
    self.plan = plan
    self.timeZone = timeZone
  }
}

/// A plan tier.
package enum Plan: String, Sendable, Hashable, Codable, CaseIterable, CodingKeyRepresentable {
  case free, pro, agency, enterprise
}
