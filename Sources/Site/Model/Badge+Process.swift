extension Badge {
  /// Where a promotion stands.
  package enum Promotion: String, Sendable, Hashable, CaseIterable {
    case waitsForApproval = "PENDING_APPROVAL"
    case approved = "APPROVED"
    /// It is on `main`, and no approval stands for it.
    case notApproved = "NOT_APPROVED"
    case running = "RUNNING"
    case completed = "COMPLETED"
    case failed = "FAILED"
    case rolledBack = "ROLLED_BACK"
    case rejected = "REJECTED"
    case cancelled = "CANCELLED"
  }

  /// Where an incident stands.
  package enum Incident: String, Sendable, Hashable, CaseIterable {
    case open = "OPEN"
    case acknowledged = "ACKNOWLEDGED"
    case resolved = "RESOLVED"
  }

  /// How bad an incident is.
  package enum Severity: String, Sendable, Hashable, CaseIterable {
    case critical, high, medium, low
  }

  /// What a check before a promotion found.
  package enum Check: String, Sendable, Hashable, CaseIterable {
    case passed, warning, failed, skipped
  }

  /// How a job, a step or one workflow's deployment ended.
  package enum Outcome: String, Sendable, Hashable, CaseIterable {
    case waits, running, completed, partial, failed, rolledBack, skipped
  }

  package static func promotion(_ state: Promotion) -> Badge {
    switch state {
    case .waitsForApproval: Badge(.attention, "Waits for approval")
    case .approved: Badge(.info, "Approved, not run yet")
    case .notApproved: Badge(.bad, "Merged, not approved")
    case .running: Badge(.info, "Running")
    case .completed: Badge(.good, "Completed")
    case .failed: Badge(.bad, "Failed")
    case .rolledBack: Badge(.attention, "Rolled back")
    case .rejected: Badge(.quiet, "Rejected")
    case .cancelled: Badge(.quiet, "Cancelled")
    }
  }

  package static func incident(_ state: Incident) -> Badge {
    switch state {
    case .open: Badge(.bad, "Open")
    case .acknowledged: Badge(.attention, "Acknowledged")
    case .resolved: Badge(.good, "Resolved")
    }
  }

  package static func severity(_ severity: Severity) -> Badge {
    switch severity {
    case .critical: Badge(.bad, "Critical")
    case .high: Badge(.bad, "High")
    case .medium: Badge(.attention, "Medium")
    case .low: Badge(.quiet, "Low")
    }
  }

  package static func check(_ outcome: Check) -> Badge {
    switch outcome {
    case .passed: Badge(.good, "Passed")
    case .warning: Badge(.attention, "Warning")
    case .failed: Badge(.bad, "Failed")
    case .skipped: Badge(.quiet, "Skipped")
    }
  }

  package static func outcome(_ outcome: Outcome) -> Badge {
    switch outcome {
    case .waits: Badge(.quiet, "Waits")
    case .running: Badge(.info, "Running")
    case .completed: Badge(.good, "Completed")
    case .partial: Badge(.attention, "Partly done")
    case .failed: Badge(.bad, "Failed")
    case .rolledBack: Badge(.attention, "Rolled back")
    case .skipped: Badge(.quiet, "Skipped")
    }
  }
}
