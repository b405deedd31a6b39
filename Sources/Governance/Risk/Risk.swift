package import JSON

/// How much a change can harm.
package enum Risk: String, Sendable, Hashable, CaseIterable, Comparable {
  case low = "LOW"
  case medium = "MEDIUM"
  case high = "HIGH"

  package static func < (left: Risk, right: Risk) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .low: 0
    case .medium: 1
    case .high: 2
    }
  }

  /// The risk as JSON output has it: `"HIGH"`.
  package var json: JSON { .string(rawValue) }
}
