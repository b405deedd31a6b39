/// What a drift check does to the incident of an environment.
package enum IncidentRules {
  /// What the ledger has to do.
  package enum Outcome: Sendable, Hashable {
    case unchanged
    /// Write this incident: new, updated or resolved.
    case write(Incident)
  }

  /// Compares the active incident with what was found now: opens one, updates it when the findings are
  /// others than before, or resolves it when the drift has gone. Never makes a second one (INC-001).
  ///
  /// - Parameters:
  ///   - accepted: drift that somebody has accepted (INC-004): it counts again when it changes.
  ///   - isApprovedAnew: whether what is approved is no longer what the active incident was found against.
  package static func outcome(
    active: Incident?, findings all: [DriftFinding], accepted: [DriftFinding] = [],
    isApprovedAnew: Bool = false,
    environment: Slug, environmentClass: EnvironmentClass,
    policy: DriftPolicy, now: Instant, machine: Person, newID: @autoclosure () -> RecordID
  ) -> Outcome {
    let findings = all.filter { finding in !accepted.contains { $0.isSameDrift(as: finding) } }
    guard var incident = active else {
      guard !findings.isEmpty, policy.incidentClasses.contains(environmentClass) else { return .unchanged }
      let severity = policy.severity(of: findings, in: environmentClass)
      return .write(
        Incident(
          id: newID(), environment: environment, severity: severity, openedAt: now,
          expiresAt: policy.expiry(of: severity, openedAt: now), findings: findings,
          events: [.init(at: now, by: machine, what: "opened")]))
    }
    if findings.isEmpty {
      incident.resolve(
        isApprovedAnew ? .kept : .reverted, by: machine, at: now,
        note: isApprovedAnew
          ? "The drift has gone: what is approved is no longer what it was."
          : "The drift has gone: what runs is what is approved.")
      return .write(incident)
    }
    guard findings != incident.findings else { return .unchanged }
    let severity = policy.severity(of: findings, in: environmentClass)
    incident.events.append(.init(at: now, by: machine, what: "updated"))
    incident.findings = findings
    if severity != incident.severity {
      incident.severity = severity
      incident.expiresAt = policy.expiry(of: severity, openedAt: incident.openedAt)
    }
    return .write(incident)
  }
}

extension Incident {
  /// Marks the incident as seen; only an open one can be (INC-003).
  package mutating func acknowledge(by person: Person, at now: Instant, note: String?) -> Bool {
    guard status == .open else { return false }
    status = .acknowledged
    events.append(.init(at: now, by: person, what: "acknowledged", note: note))
    return true
  }

  /// Ends the incident.
  package mutating func resolve(_ how: Resolution, by person: Person, at now: Instant, note: String?) {
    status = .resolved
    resolution = how
    resolvedAt = now
    events.append(.init(at: now, by: person, what: "resolved: \(how.rawValue)", note: note))
  }
}
