import Foundation
import Governance
import JSON

/// A tenant's time zone is one of the IANA data base.
struct TimeZoneRule: CheckRule {
  let name = "time-zone"

  func check(_ file: CheckedFile, in tree: CheckedTree) -> [CheckFinding] {
    guard let tenant = file.reading.value as? Tenant, !Self.isKnown(tenant.timeZone) else { return [] }
    return [
      file.finding(
        self, at: JSONPointer().appending("timeZone"), "there is no such time zone",
        remedy: "Write a name of the IANA data base, such as Europe/Madrid or UTC.")
    ]
  }

  /// Foundation takes offsets such as `GMT+3` too, which are no names.
  private static func isKnown(_ name: String) -> Bool {
    let isOffset = name.hasPrefix("GMT") && name != "GMT" || name.hasPrefix("UTC") && name != "UTC"
    return !isOffset && TimeZone(identifier: name) != nil
  }
}
