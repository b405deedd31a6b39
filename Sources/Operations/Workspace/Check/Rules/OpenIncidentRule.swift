import Governance
import JSON

/// An environment has at most one incident that is not resolved (INC-001).
struct OpenIncidentRule: CheckRule {
  let name = "open-incident"

  func check(_ tenant: CheckedTenant) -> [CheckFinding] {
    tenant.incidents.filter { $0.value.status != .resolved }.secondOnes { $0.value.environment }
      .map { incident, first in
        incident.file.finding(
          self, at: JSONPointer().appending("status"), "\(first.name) is open for this environment too",
          remedy: "Resolve one of them: n8n-ops incident resolve \(first.name) --help")
      }
  }
}
