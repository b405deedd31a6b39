import Governance
import JSON

/// A resolved incident says how and when it ended; one that is not resolved does not.
struct IncidentRecordRule: CheckRule {
  let name = "incident-record"

  func check(_ file: CheckedFile, in tree: CheckedTree) -> [CheckFinding] {
    guard let incident = file.reading.value as? Incident else { return [] }
    let isResolved = incident.status == .resolved
    let members = [("resolution", incident.resolution != nil), ("resolvedAt", incident.resolvedAt != nil)]
    return members.filter { $0.1 != isResolved }.map { member, isPresent in
      file.finding(
        self, at: isPresent ? JSONPointer().appending(member) : JSONPointer(), isAboutName: isPresent,
        "an incident that is \(incident.status.rawValue) \(isPresent ? "does not have" : "has") \"\(member)\"",
        remedy: "Restore the file from its history and use `n8n-ops incident resolve`.")
    }
  }
}
