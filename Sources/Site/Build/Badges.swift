import Governance
import Ledger

extension Badge.Risk {
  init(_ risk: Risk) {
    self =
      switch risk {
      case .low: .low
      case .medium: .medium
      case .high: .high
      }
  }
}

extension Badge.Severity {
  init(_ severity: Severity) {
    self =
      switch severity {
      case .critical: .critical
      case .high: .high
      case .medium: .medium
      case .low: .low
      }
  }
}

extension Badge.Incident {
  init(_ status: Incident.Status) {
    self =
      switch status {
      case .open: .open
      case .acknowledged: .acknowledged
      case .resolved: .resolved
      }
  }
}

extension Badge.Cell {
  init(_ state: MatrixState) {
    self =
      switch state {
      case .inSync: .inSync
      case .drifted: .drifted
      case .notApproved: .unmanaged
      case .missing: .missing
      case .ignored: .ignored
      case .deleted, .absent: .absent
      }
  }
}

extension Badge.Check {
  init(_ outcome: PreflightCheck.Outcome) {
    self =
      switch outcome {
      case .passed: .passed
      case .skipped: .skipped
      case .warning: .warning
      case .failed: .failed
      }
  }
}

extension Badge.Outcome {
  init(_ outcome: PromotedWorkflow.Outcome) {
    self =
      switch outcome {
      case .created, .updated, .unchanged: .completed
      case .rolledBack: .rolledBack
      case .failed: .failed
      case .skipped: .skipped
      }
  }

  init(_ outcome: JobRecord.Outcome) {
    self =
      switch outcome {
      case .done, .found: .completed
      case .partial: .partial
      case .failed: .failed
      }
  }
}

extension Promotion {
  /// State as a page shows it.
  ///
  /// - Parameter isProposal: whether it waits on its branch for a merge.
  func badge(isProposal: Bool) -> Badge.Promotion {
    switch status {
    case .pendingApproval: isProposal ? .waitsForApproval : .approved
    case .running: .running
    case .completed: .completed
    case .failed: failure?.isRolledBack == true && startedAt != nil && snapshot != nil ? .rolledBack : .failed
    case .rejected: .rejected
    case .cancelled: .cancelled
    }
  }
}
