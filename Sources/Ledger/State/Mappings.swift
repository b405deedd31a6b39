package import Governance

/// Identities and credentials of a tenant, and the translation tables that follow from them.
package struct Mappings: Sendable {
  package var workflows: [Slug: CanonicalWorkflow]
  package var credentials: [Slug: CredentialRecord]

  package init(workflows: [Slug: CanonicalWorkflow], credentials: [Slug: CredentialRecord]) {
    self.workflows = workflows
    self.credentials = credentials
  }

  /// Reads them from the branch of decisions.
  package init(tree: LedgerTree, tenant: TenantRoot) throws(OpsError) {
    workflows = try tree.values(CanonicalWorkflow.self, in: tenant.workflows)
    credentials = try tree.values(CredentialRecord.self, in: tenant.credentials)
  }

  /// Translation tables of one environment.
  package func translation(for environment: Slug) -> EnvironmentMappings {
    var result = EnvironmentMappings()
    for (workflow, record) in workflows.sorted(by: { $0.key < $1.key }) {
      guard let mapping = record.mappings[environment], mapping.status == .linked else { continue }
      result.map(workflow: mapping.id, to: workflow.text)
    }
    for (_, record) in credentials.sorted(by: { $0.key < $1.key }) {
      guard let mapping = record.mappings[environment] else { continue }
      result.map(
        credential: CredentialKey(type: record.type, id: mapping.id), displayName: mapping.name,
        to: record.name)
    }
    return result
  }

  /// Id in n8n -> canonical id, of every workflow that is mapped in the environment whatever its status.
  package func canonicalIDs(in environment: Slug) -> [String: Slug] {
    var result: [String: Slug] = [:]
    for (workflow, record) in workflows {
      if let mapping = record.mappings[environment], mapping.status != .deleted {
        result[mapping.id] = workflow
      }
    }
    return result
  }

  /// The record of a logical credential.
  package func credential(type: String, name: String) -> (slug: Slug, record: CredentialRecord)? {
    credentials.first { $0.value.type == type && $0.value.name == name }.map { ($0.key, $0.value) }
  }
}
