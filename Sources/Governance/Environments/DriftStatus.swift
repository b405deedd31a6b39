/// What is known of an environment against its baseline (PRD 3.9.1).
package enum DriftStatus: String, Sendable, Hashable, Codable, CaseIterable {
  case new = "NEW"
  case inSync = "IN_SYNC"
  case driftDetected = "DRIFT_DETECTED"
  case gitUnavailable = "GIT_UNAVAILABLE"
  case error = "ERROR"
  case unknown = "UNKNOWN"

  /// The words a person reads, which differ by class: development is its own truth (PRD 3.9.1).
  package func label(for environmentClass: EnvironmentClass) -> String {
    let isDevelopment = environmentClass == .development
    return switch self {
    case .new: isDevelopment ? "No baseline" : "Not onboarded"
    case .inSync: isDevelopment ? "Matches baseline" : "Matches approved"
    case .driftDetected: isDevelopment ? "Different from baseline" : "Drift detected"
    case .gitUnavailable: "Git unavailable"
    case .error: "Error"
    case .unknown: "Unknown"
    }
  }
}
