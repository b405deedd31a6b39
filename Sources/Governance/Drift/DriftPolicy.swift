/// `policies/drift.json`: when drift becomes an incident, how severe it is and how long it may stand.
package struct DriftPolicy: Sendable, Hashable, Codable {
  /// Classes whose drift opens incidents; development is only labelled by default (DRIFT-005).
  package var incidentClasses: [EnvironmentClass]
  /// Class -> risk of the change -> severity (INC-002).
  package var severity: [EnvironmentClass: [Risk: Severity]]
  /// Severity -> hours until the incident is overdue (POL-001).
  package var timeToLiveHours: [Severity: Int]

  package init(
    incidentClasses: [EnvironmentClass], severity: [EnvironmentClass: [Risk: Severity]],
    timeToLiveHours: [Severity: Int]
  ) {
    self.incidentClasses = incidentClasses
    self.severity = severity
    self.timeToLiveHours = timeToLiveHours
  }

  /// The severity of an episode: that of its worst finding. A workflow that is missing counts as high risk.
  package func severity(of findings: [DriftFinding], in environmentClass: EnvironmentClass) -> Severity {
    let worst = findings.map { $0.kind == .missing ? Risk.high : $0.risk }.max() ?? .low
    return severity[environmentClass]?[worst] ?? .high
  }

  /// When an incident of this severity that opened at the given time is overdue.
  package func expiry(of severity: Severity, openedAt: Instant) -> Instant? {
    timeToLiveHours[severity].map { openedAt.adding(hours: $0) }
  }
}

/// How bad an incident is.
package enum Severity: String, Sendable, Hashable, Codable, CaseIterable, Comparable, CodingKeyRepresentable {
  case low, medium, high, critical

  package static func < (left: Severity, right: Severity) -> Bool {
    allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
  }
}
