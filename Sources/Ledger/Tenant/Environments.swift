import Git
package import Governance

extension TenantLedger {
  /// The environment's record.
  package func environment(_ name: Slug, in tree: LedgerTree) throws(OpsError) -> EnvironmentRecord {
    if let record = try tree.value(EnvironmentRecord.self, at: tenant.environment(name)) { return record }
    let known = try environments(in: tree).keys.sorted().map(\.text).joined(separator: ", ")
    throw OpsError(
      "There is no such environment", at: name.text,
      because: known.isEmpty ? "the tenant has none" : "the tenant has: \(known)",
      remedy:
        "n8n-ops env add \(name) --class development --url https://n8n.example.com --api-key-from env:N8N_KEY"
    )
  }

  /// Whether the tenant has an environment of this name, even one whose record cannot be read.
  package func hasEnvironment(_ name: Slug) throws(OpsError) -> Bool {
    let main = try workspace.mainTree()
    return try readGit { () throws(GitError) in try main.bytes(at: tenant.environment(name)) } != nil
  }

  /// All environments of the tenant.
  package func environments(in tree: LedgerTree) throws(OpsError) -> [Slug: EnvironmentRecord] {
    let folders = try readGit { () throws(GitError) in try tree.folders(in: tenant.environments) }
    var result: [Slug: EnvironmentRecord] = [:]
    for name in folders {
      guard let slug = Slug(name) else { continue }
      if let record = try tree.value(EnvironmentRecord.self, at: tenant.environment(slug)) {
        result[slug] = record
      }
    }
    return result
  }

  /// The names of all environments, development first.
  package func allEnvironments() throws(OpsError) -> [Slug] {
    let environments = try environments(in: try workspace.mainTree())
    guard !environments.isEmpty else {
      throw OpsError(
        "The tenant has no environment", at: tenant.tenant.text,
        remedy:
          "n8n-ops env add development --class development --url https://n8n.example.com --api-key-from env:N8N_KEY"
      )
    }
    return environments.sorted { ($0.value.class, $0.key) < ($1.value.class, $1.key) }.map(\.key)
  }
}
