package import Governance

/// Which entries of the audit log are wanted; what is nil does not count.
package struct AuditFilter: Sendable {
  /// A part of the name or mail address, without regard to case.
  package var who: String?
  /// An action, or the beginning of one up to a dot: `promotion` for `promotion.run`.
  package var action: String?
  package var tenant: String?
  package var target: String?
  package var since: Instant?
  /// The first moment that is not wanted any more.
  package var until: Instant?

  package init(
    who: String? = nil, action: String? = nil, tenant: String? = nil, target: String? = nil,
    since: Instant? = nil, until: Instant? = nil
  ) {
    self.who = who
    self.action = action
    self.tenant = tenant
    self.target = target
    self.since = since
    self.until = until
  }

  package func takes(_ entry: AuditEntry) -> Bool {
    (takesPerson(entry.author) || entry.standIn.map { takesPerson($0.member) } ?? false)
      && takesAction(entry.action) && (tenant == nil || tenant == entry.tenant)
      && (target == nil || target == entry.target) && (since.map { entry.at >= $0 } ?? true)
      && (until.map { entry.at < $0 } ?? true)
  }

  private func takesPerson(_ person: Person) -> Bool {
    guard let who = who?.lowercased() else { return true }
    return person.name.lowercased().contains(who) || person.email.lowercased().contains(who)
  }

  private func takesAction(_ found: String?) -> Bool {
    guard let action else { return true }
    return found == action || found?.hasPrefix("\(action).") == true
  }
}
