import Governance
import JSON

/// What approved content names of the tenant is on record. A workflow that is not cannot be called; a credential that is
/// not may have been so from the beginning, as very old exports have a name alone.
struct BaselineReferenceRule: CheckRule {
  let name = "baseline-reference"

  func check(_ tenant: CheckedTenant) -> [CheckFinding] {
    let credentials = Set(
      tenant.credentials.map { LogicalCredential(type: $0.value.type, name: $0.value.name) })
    let files = tenant.baselines.sorted { $0.key < $1.key }.flatMap { $0.value }
    return files.flatMap { file in
      file.references.compactMap { finding(about: $0, in: file, tenant, credentials) }
    }
  }

  private func finding(
    about reference: PortableReference, in file: CheckedFile, _ tenant: CheckedTenant,
    _ credentials: Set<LogicalCredential>
  ) -> CheckFinding? {
    switch reference.target {
    case .workflow(let canonicalID):
      guard !tenant.workflowNames.contains(canonicalID) else { return nil }
      return file.finding(
        self, at: reference.pointer, "there is no canonical workflow of this name",
        remedy: "Bring its file in workflows/ back, or promote content that names one of those that "
          + "`n8n-ops canonical matrix` shows.")
    case .credential(let credential):
      // A file that cannot be read may be the one.
      guard tenant.hasAllCredentials, !credentials.contains(credential) else { return nil }
      var finding = file.finding(
        self, at: reference.pointer, "there is no credential of this type and name",
        remedy: "Bring its file in credentials/ back, or promote content that names one of those that "
          + "`n8n-ops credential list` shows.")
      finding.isWarning = true
      return finding
    }
  }
}
