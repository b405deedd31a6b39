import JSON

/// An instance is one environment. Two can be meant, one a project of it with a key of its own; a warning all the same:
/// most often it is a copied address, and a promotion would write to where it came from.
struct SharedInstanceRule: CheckRule {
  let name = "shared-instance"

  func check(_ tenant: CheckedTenant) -> [CheckFinding] {
    tenant.environments.secondOnes { $0.value.instance }.map { environment, first in
      var finding = environment.file.finding(
        self, at: JSONPointer().appending("url"), "\(first.name) is the same instance",
        remedy: "Correct the URL of one of the two: n8n-ops env edit \(environment.name) --url URL")
      finding.isWarning = true
      return finding
    }
  }
}
