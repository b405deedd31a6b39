/// `policies/retention.json`: how long what the machine saw is kept, and when the repository is tidied (POL-006).
package struct RetentionPolicy: Sendable, Hashable, Codable {
  /// Plan -> what its tenants keep. Everything is kept for a plan that is not named.
  package var plans: [Plan: RetentionLimits]
  package var maintenance: MaintenancePolicy

  package init(plans: [Plan: RetentionLimits], maintenance: MaintenancePolicy) {
    self.plans = plans
    self.maintenance = maintenance
  }
}

/// How many days a tenant's observations stay; nil: for ever.
package struct RetentionLimits: Sendable, Hashable, Codable {
  /// Executions, by the day on which they began (RET-001).
  package var executionDays: Int?
  /// Records of jobs.
  package var jobDays: Int?
  /// History of what ran. The state at the bound stays, as the first commit.
  package var observedDays: Int?
  /// Snapshots (RET-003). The newest of an environment always stays.
  package var snapshotDays: Int?

  package init(
    executionDays: Int? = nil, jobDays: Int? = nil, observedDays: Int? = nil, snapshotDays: Int? = nil
  ) {
    self.executionDays = executionDays
    self.jobDays = jobDays
    self.observedDays = observedDays
    self.snapshotDays = snapshotDays
  }
}

/// When the repository is tidied.
package struct MaintenancePolicy: Sendable, Hashable, Codable {
  /// Hours from one retention and maintenance by `run` to the next.
  package var everyHours: Int
  /// Days that an object stays which nothing leads to; a running job may have stored it and not yet named it.
  package var graceDays: Int
  /// So many loose objects make tidying pay.
  package var looseObjects: Int
  /// So many packs make tidying pay.
  package var packs: Int

  package init(everyHours: Int, graceDays: Int, looseObjects: Int, packs: Int) {
    self.everyHours = everyHours
    self.graceDays = graceDays
    self.looseObjects = looseObjects
    self.packs = packs
  }

  /// Whether it is time again. A last time that lies in the future is a clock that was wrong.
  package func isDue(last: Instant?, now: Instant) -> Bool {
    guard let last, last <= now else { return true }
    return last.adding(hours: max(everyHours, 1)) <= now
  }
}

extension RetentionLimits {
  /// The instant before which something goes that is kept for so many days; nil where it is kept for ever.
  package static func bound(days: Int?, now: Instant) -> Instant? {
    days.map { now.adding(hours: -24 * min(max($0, 1), 100_000)) }
  }
}
