extension Badge {
  /// What an environment is for. Raw values are those of `environment.json`.
  package enum EnvironmentClass: String, Sendable, Hashable, CaseIterable {
    case development, staging, production
  }

  /// Whether an environment runs what was approved. Raw values are the states of the ledger.
  package enum Drift: String, Sendable, Hashable, CaseIterable {
    case new = "NEW"
    case inSync = "IN_SYNC"
    case driftDetected = "DRIFT_DETECTED"
    case gitUnavailable = "GIT_UNAVAILABLE"
    case error = "ERROR"
    case unknown = "UNKNOWN"
  }

  /// Whether what we know of an environment is recent.
  package enum Connection: String, Sendable, Hashable, CaseIterable {
    case fresh, stale, down
  }

  /// The state of an environment in the words that its class has for it.
  package static func drift(_ state: Drift, in environmentClass: EnvironmentClass) -> Badge {
    let isDevelopment = environmentClass == .development
    switch state {
    case .new: return Badge(.quiet, isDevelopment ? "No baseline" : "Not onboarded")
    case .inSync: return Badge(.good, isDevelopment ? "Matches baseline" : "Matches approved")
    case .driftDetected:
      return isDevelopment ? Badge(.info, "Different from baseline") : Badge(.bad, "Drift detected")
    case .gitUnavailable: return Badge(.attention, "Git unavailable")
    case .error: return Badge(.bad, "Check failed")
    case .unknown: return Badge(.quiet, "Never checked")
    }
  }

  /// Whether the environment was reached lately.
  package static func connection(_ state: Connection) -> Badge {
    switch state {
    case .fresh: Badge(.good, "Fresh")
    case .stale: Badge(.attention, "Stale")
    case .down: Badge(.bad, "Down")
    }
  }
}
