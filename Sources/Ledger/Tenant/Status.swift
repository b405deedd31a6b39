package import Governance

extension TenantLedger {
  /// The last known status of an environment.
  package func status(of environment: Slug) throws(OpsError) -> EnvironmentStatus {
    let tree = try workspace.tree(of: try workspace.ref(named: tenant.statusRef(environment)))
    return try tree.value(EnvironmentStatus.self, at: ObservedPaths.status) ?? EnvironmentStatus()
  }

  /// What the last sync saw, by id in n8n.
  package func index(of environment: Slug) throws(OpsError) -> ObservedIndex {
    let tree = try workspace.tree(of: try workspace.ref(named: tenant.statusRef(environment)))
    return try tree.value(ObservedIndex.self, at: ObservedPaths.index) ?? ObservedIndex()
  }
}
