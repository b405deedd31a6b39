import Governance
import JSON

/// A workflow, and a credential, of an instance is mapped once.
struct SharedMappingRule: CheckRule {
  let name = "shared-mapping"

  private struct Place: Hashable {
    let environment: Slug
    let type: String
    let id: String
  }

  func check(_ tenant: CheckedTenant) -> [CheckFinding] {
    let workflows = tenant.workflows.flatMap { record in
      record.value.mappings.filter { $0.value.status != .deleted }.sorted { $0.key < $1.key }
        .map { (Place(environment: $0.key, type: "", id: $0.value.id), record.name, record.file) }
    }
    let credentials = tenant.credentials.flatMap { record in
      record.value.mappings.sorted { $0.key < $1.key }
        .map {
          (Place(environment: $0.key, type: record.value.type, id: $0.value.id), record.name, record.file)
        }
    }
    return findings(workflows, "workflow") + findings(credentials, "credential")
  }

  private func findings(_ mapped: [(Place, String, CheckedFile)], _ what: String) -> [CheckFinding] {
    mapped.secondOnes { $0.0 }.map { record, first in
      let (place, _, file) = record
      return file.finding(
        self,
        at: JSONPointer().appending("mappings").appending(place.environment.text).appending("id"),
        "\(first.1) is mapped to the same \(what) in \(place.environment)",
        remedy: "Correct the id in one of the two files, or remove the mapping.")
    }
  }
}
