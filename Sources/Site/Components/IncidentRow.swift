internal import Template

/// An incident in a list.
package struct IncidentRow: Sendable, Hashable {
  package var id: String
  package var environment: String
  package var severity: Badge.Severity
  package var state: Badge.Incident
  /// Names of the workflows that differ.
  package var workflows: [String]
  /// In milliseconds.
  package var opened: Int64
  /// By when it has to be decided, in milliseconds; nil without a deadline.
  package var deadline: Int64?
  /// Who takes care of it; nil for nobody yet.
  package var owner: String?

  package init(
    id: String, environment: String, severity: Badge.Severity, state: Badge.Incident, workflows: [String],
    opened: Int64, deadline: Int64? = nil, owner: String? = nil
  ) {
    self.id = id
    self.environment = environment
    self.severity = severity
    self.state = state
    self.workflows = workflows
    self.opened = opened
    self.deadline = deadline
    self.owner = owner
  }

  func fill(_ data: inout TemplateData, now: Int64) {
    data.set("ID", code: id)
    data.set("ANCHOR", destination: PagePath.fileName(id))
    data.set("LINK", page: .incident(id))
    data.set("ENVIRONMENT", environment)
    data.set("SEVERITY", .severity(severity))
    data.set("STATE", .incident(state))
    data.set("WHAT", Self.summary(workflows))
    data.set("OPENED", time: opened, now: now)
    data.set("DEADLINE", Self.deadline(deadline, state: state, now: now))
    data.set("OWNER", owner ?? (state == .resolved ? "nobody" : "nobody yet"))
  }

  /// `Order intake, Send invoice and 3 more`
  static func summary(_ names: [String]) -> String {
    guard names.count > 2 else { return names.joined(separator: " and ") }
    return "\(names[0]), \(names[1]) and \(names.count - 2) more"
  }

  /// How long is left, or since when it is over.
  static func deadline(_ deadline: Int64?, state: Badge.Incident, now: Int64) -> Badge {
    guard state != .resolved else { return Badge(.quiet, "settled") }
    guard let deadline else { return Badge(.quiet, "no deadline") }
    let left = deadline - now
    guard left > 0 else { return Badge(.bad, "over since \(TimeText.length(-left))") }
    // The last quarter of a day is the time to hurry.
    return Badge(left < 6 * 3_600_000 ? .attention : .quiet, "\(TimeText.length(left)) left")
  }
}
