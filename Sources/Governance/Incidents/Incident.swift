/// `incidents/<id>.json`: one episode of drift in one environment (INC-001).
package struct Incident: Sendable, Hashable, Codable {
  /// OPEN -> ACKNOWLEDGED -> RESOLVED; an open one may be resolved at once.
  package enum Status: String, Sendable, Hashable, Codable, CaseIterable {
    case open = "OPEN"
    case acknowledged = "ACKNOWLEDGED"
    case resolved = "RESOLVED"
  }

  /// How an incident ended (INC-004).
  package enum Resolution: String, Sendable, Hashable, Codable, CaseIterable {
    /// The change was promoted the ordinary way.
    case promoted
    /// The approved content was brought back, by n8n-ops or in n8n.
    case reverted
    /// The change was approved afterwards.
    case kept
    /// The drift stands and is tolerated until it changes.
    case accepted
  }

  /// Something that happened to the incident.
  package struct Event: Sendable, Hashable, Codable {
    package var at: Instant
    package var by: Person
    package var what: String
    package var note: String?

    package init(at: Instant, by: Person, what: String, note: String? = nil) {
      self.at = at
      self.by = by
      self.what = what
      self.note = note
    }
  }

  package var id: RecordID
  package var environment: Slug
  package var status: Status
  package var severity: Severity
  package var openedAt: Instant
  /// When it is overdue; absent where the policy sets no bound.
  package var expiresAt: Instant?
  package var findings: [DriftFinding]
  package var events: [Event]
  package var resolution: Resolution?
  package var resolvedAt: Instant?

  package init(
    id: RecordID, environment: Slug, status: Status = .open, severity: Severity, openedAt: Instant,
    expiresAt: Instant?, findings: [DriftFinding], events: [Event]
  ) {
    self.id = id
    self.environment = environment
    self.status = status
    self.severity = severity
    self.openedAt = openedAt
    self.expiresAt = expiresAt
    self.findings = findings
    self.events = events
  }
}
