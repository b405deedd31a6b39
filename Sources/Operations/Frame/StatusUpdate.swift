import Git
package import Governance
package import Ledger

extension OperationContext {
  /// Changes the status, and the index where one is given.
  ///
  /// - Parameter seen: what the next sync knows again; nil leaves it as it is.
  package func updateStatus(
    of environment: Slug, job: RecordID?, index: ObservedIndex? = nil,
    seen: SeenEntries? = nil,
    change: (inout EnvironmentStatus) -> Void
  ) throws(OpsError) {
    let ref = try workspace.ref(named: tenant.statusRef(environment))
    try workspace.replace(ref, as: machineAct(job: job)) { (tree, edit) throws(OpsError) in
      var status = try tree.value(EnvironmentStatus.self, at: ObservedPaths.status) ?? EnvironmentStatus()
      change(&status)
      try edit.put(status, at: ObservedPaths.status)
      if let index { try edit.put(index, at: ObservedPaths.index) }
      if let seen { try edit.put(seen, at: ObservedPaths.seen) }
      return CommitNote(
        "status", environment.text, tenant: tenant.tenant, action: "status", target: environment.text)
    }
  }
}
