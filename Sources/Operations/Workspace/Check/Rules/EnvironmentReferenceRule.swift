import Governance
import JSON

/// What is mapped, on the way or open names environments that exist.
struct EnvironmentReferenceRule: CheckRule {
  let name = "environment-reference"

  private struct Reference {
    let environment: Slug
    let pointer: JSONPointer
    var isAboutName = false
    let file: CheckedFile
  }

  func check(_ tenant: CheckedTenant) -> [CheckFinding] {
    let known = tenant.environmentNames
    let references = mappings(of: tenant) + stages(of: tenant) + openRecords(of: tenant)
    return references.filter { !known.contains($0.environment.text) }.map { reference in
      let names =
        known.isEmpty ? "" : "Name one that exists (\(known.sorted().joined(separator: ", "))), or a"
      return reference.file.finding(
        self, at: reference.pointer, isAboutName: reference.isAboutName,
        "environment \(reference.environment) does not exist",
        remedy: "\(names.isEmpty ? "A" : names)dd it with `n8n-ops env add`.")
    }
  }

  private func mappings(of tenant: CheckedTenant) -> [Reference] {
    let all =
      tenant.workflows.flatMap { record in record.value.mappings.keys.sorted().map { ($0, record.file) } }
      + tenant.credentials.flatMap { record in record.value.mappings.keys.sorted().map { ($0, record.file) } }
    return all.map { environment, file in
      Reference(
        environment: environment, pointer: JSONPointer(tokens: ["mappings", environment.text]),
        isAboutName: true,
        file: file)
    }
  }

  private func stages(of tenant: CheckedTenant) -> [Reference] {
    tenant.pipelines.flatMap { record in
      record.value.stages.enumerated().flatMap { index, stage in
        [("source", stage.source), ("target", stage.target)].map { member, environment in
          Reference(
            environment: environment, pointer: JSONPointer(tokens: ["stages", String(index), member]),
            file: record.file)
        }
      }
    }
  }

  /// Records that have ended may name environments that are gone.
  private func openRecords(of tenant: CheckedTenant) -> [Reference] {
    let promotions = tenant.promotions.filter { [.pendingApproval, .running].contains($0.value.status) }
    let incidents = tenant.incidents.filter { $0.value.status != .resolved }
    return
      promotions.flatMap { record in
        [("source", record.value.source), ("target", record.value.target)].compactMap { member, environment in
          environment.map {
            Reference(environment: $0, pointer: JSONPointer(tokens: [member]), file: record.file)
          }
        }
      }
      + incidents.map { record in
        Reference(
          environment: record.value.environment, pointer: JSONPointer(tokens: ["environment"]),
          file: record.file)
      }
  }
}
