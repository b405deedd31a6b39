import Git
package import Governance
package import Ledger

extension OperationContext {
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

  /// Changes the status, and the index where one is given.
  package func updateStatus(
    of environment: Slug, job: RecordID?, index: ObservedIndex? = nil, change: (inout EnvironmentStatus) -> Void
  ) throws(OpsError) {
    let ref = try workspace.ref(named: tenant.statusRef(environment))
    try workspace.replace(ref, as: machineAct(job: job)) { (tree, edit) throws(OpsError) in
      var status = try tree.value(EnvironmentStatus.self, at: ObservedPaths.status) ?? EnvironmentStatus()
      change(&status)
      try edit.put(status, at: ObservedPaths.status)
      if let index { try edit.put(index, at: ObservedPaths.index) }
      return CommitNote("status", environment.text, tenant: tenant.tenant, action: "status", target: environment.text)
    }
  }
}
