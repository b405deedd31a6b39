/// State of a canonical workflow in one environment, as the matrix shows it (CAN-012).
package enum MatrixState: String, Sendable, Hashable, Codable, CaseIterable {
  /// Runs as approved.
  case inSync = "IN_SYNC"
  /// Runs otherwise than approved.
  case drifted = "DRIFTED"
  /// Runs, and was never approved there.
  case notApproved = "NOT_APPROVED"
  /// Should be there and is not.
  case missing = "MISSING"
  case ignored = "IGNORED"
  case deleted = "DELETED"
  /// Not meant to be there.
  case absent = "ABSENT"

  package init(mapping: MappingStatus, isApproved: Bool, isDrifted: Bool) {
    self =
      switch mapping {
      case .deleted: .deleted
      case .ignored: .ignored
      case .missing: .missing
      case .unmapped: isApproved ? .missing : .absent
      case .linked: !isApproved ? .notApproved : isDrifted ? .drifted : .inSync
      }
  }

  /// The state in words.
  package var words: String {
    switch self {
    case .inSync: "in sync"
    case .drifted: "drifted"
    case .notApproved: "not approved"
    case .missing: "missing"
    case .ignored: "ignored"
    case .deleted: "deleted"
    case .absent: "–"
    }
  }
}
