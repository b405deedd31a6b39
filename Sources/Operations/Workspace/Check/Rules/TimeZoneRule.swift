import Foundation
import Governance
import JSON

/// A tenant's time zone is one of the IANA data base.
struct TimeZoneRule: CheckRule {
  static let problem = "there is no such time zone"
  static let remedy = "Write a name of the IANA data base, such as Europe/Madrid or UTC."

  let name = "time-zone"

  func check(_ file: CheckedFile, in tree: CheckedTree) -> [CheckFinding] {
    guard let tenant = file.reading.value as? Tenant, !Self.isKnown(tenant.timeZone) else { return [] }
    return [
      file.finding(
        self, at: JSONPointer().appending("timeZone"), Self.problem, remedy: Self.remedy)
    ]
  }

  /// Foundation takes offsets such as `GMT+3` too, which are no names.
  static func isKnown(_ name: String) -> Bool {
    let isOffset = name.hasPrefix("GMT") && name != "GMT" || name.hasPrefix("UTC") && name != "UTC"
    return !isOffset && TimeZone(identifier: name) != nil
  }
}
