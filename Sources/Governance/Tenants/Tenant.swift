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

  package init(
    name: String, plan: Plan = .free, timeZone: String = "UTC", keepPinData: Bool? = nil
  ) {
    self.name = name
    self.plan = plan
    self.timeZone = timeZone
    self.keepPinData = keepPinData
  }
}

/// A plan tier.
package enum Plan: String, Sendable, Hashable, Codable, CaseIterable, CodingKeyRepresentable {
  case free, pro, agency, enterprise
}
