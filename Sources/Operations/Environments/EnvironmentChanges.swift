import Git
package import Governance
import JSON
import Ledger
package import N8N

/// What goes with an environment (ENV-007).
package struct EnvironmentRemains: Sendable {
  /// Files on `main`.
  package var files: [String] = []
  /// Workflows that have a place there.
  package var workflows: [Slug] = []
  /// Credentials that have a place there.
  package var credentials: [Slug] = []
  /// Branches and other refs.
  package var refs: [String] = []
}

extension OperationContext {
  /// Changes the record of an environment; the instance has to answer unless told otherwise.
  ///
  /// - Parameter liftsGuards: whether a class may be given in which more is allowed than before.
  /// - Returns: the record as it is now, and what was found; the record is nil where nothing differed.
  package func edit(
    _ environment: Slug, isTested: Bool, liftsGuards: Bool = false, change: (inout EnvironmentRecord) -> Void
  ) async throws(OpsError) -> (record: EnvironmentRecord?, capabilities: Capabilities?) {
    let before = try ledger.environment(environment, in: try workspace.mainTree())
    var after = before
    change(&after)
    guard after != before else { return (nil, nil) }
    try StateRequirement.require(after, at: tenant.environment(environment))
    let lifted = rules.guards.lifted(from: before.class, to: after.class).map {
      "\($0.action.rawValue): \($0.to.rawValue), it was \($0.from.rawValue)"
    }
    guard lifted.isEmpty || liftsGuards else {
      throw OpsError(
        "Another class lifts guards, so nothing was changed",
        at: "\(environment), \(before.class.rawValue) to \(after.class.rawValue)",
        because: lifted.joined(separator: "; "),
        remedy:
          "If that is meant: n8n-ops env edit \(environment) --class \(after.class.rawValue) --lift-guards")
    }
    let capabilities = isTested ? try await probe(environment, after) : nil
    let changed = before.differences(from: after)
    try workspace.commit(to: workspace.main, as: act()) { (tree, edit) throws(OpsError) in
      guard try ledger.environment(environment, in: tree) == before else {
        throw OpsError(
          "The environment was changed by somebody else at the same time", at: environment.text,
          remedy: "n8n-ops env show \(environment), then decide again")
      }
      try edit.put(after, at: tenant.environment(environment))
      return CommitNote(
        "environment", "change \(changed.joined(separator: ", ")) of \(environment)",
        body: lifted.isEmpty
          ? nil : "Guards that are lifted by it:\n\(lifted.map { "- \($0)" }.joined(separator: "\n"))",
        tenant: tenant.tenant,
        action: "environment.edit", target: environment.text,
        more: [("N8nOps-Tested", isTested ? "yes" : "no")])
    }
    if let capabilities {
      try remember(capabilities, of: environment, at: after.url)
    } else {
      try forgetCapabilities(of: environment, after, before)
    }
    return (after, capabilities)
  }

  /// Forgets what was found with another address or another key: it is asked again when it is needed.
  private func forgetCapabilities(
    of environment: Slug, _ after: EnvironmentRecord, _ before: EnvironmentRecord
  ) throws(OpsError) {
    guard after.url != before.url || after.apiKey != before.apiKey,
      try ledger.status(of: environment).capabilities != nil
    else { return }
    try updateStatus(of: environment, job: nil) { $0.set(capabilities: nil, at: after.url) }
  }

  /// What would go with an environment.
  ///
  /// - Throws: where a pipeline leads through it, or a promotion into it is not over.
  package func remains(of environment: Slug) throws(OpsError) -> EnvironmentRemains {
    let main = try workspace.mainTree()
    var remains = EnvironmentRemains()
    remains.refs = try observedRefs(of: environment)
    // A removal that was killed after its decision has left them.
    let isDecided = try ledger.environments(in: main)[environment] == nil
    if isDecided, !remains.refs.isEmpty { return remains }
    _ = try ledger.environment(environment, in: main)
    let pipelines = try main.values(Pipeline.self, in: tenant.pipelines).filter { _, pipeline in
      pipeline.stages.contains { $0.source == environment || $0.target == environment }
    }
    guard pipelines.isEmpty else {
      throw OpsError(
        "A pipeline leads through the environment", at: environment.text,
        because: pipelines.keys.sorted().map(\.text).joined(separator: ", "),
        remedy: "Set the pipeline without it first: n8n-ops pipeline add")
    }
    if let open = try ledger.promotions(in: main).first(where: {
      $0.finishedAt == nil && ($0.source == environment || $0.target == environment)
    }) {
      throw OpsError(
        "A promotion of the environment is not over", at: "\(environment), \(open.id)",
        remedy: "n8n-ops promote cancel \(open.id)")
    }
    let mappings = try Mappings(tree: main, tenant: tenant)
    let folder = "\(tenant.environments)/\(environment)"
    remains.files = try readGit { () throws(GitError) in try main.files(under: folder) }
    remains.workflows = mappings.workflows.filter { $0.value.mappings[environment] != nil }.keys.sorted()
    remains.credentials = mappings.credentials.filter { $0.value.mappings[environment] != nil }.keys.sorted()
    return remains
  }

  /// What was observed of an environment.
  private func observedRefs(of environment: Slug) throws(OpsError) -> [String] {
    let names = [
      try workspace.ref(branch: tenant.observedBranch(environment)),
      try workspace.ref(named: tenant.statusRef(environment)),
      try workspace.ref(named: tenant.executionsRef(environment)),
    ]
    return try readGit { () throws(GitError) in
      var found: [String] = []
      for name in names where try workspace.repository.oid(of: name) != nil { found.append("\(name)") }
      return found
    }
  }

  /// Takes an environment out of governance in one commit; nothing changes in n8n, and snapshots stay.
  package func remove(_ environment: Slug) throws(OpsError) -> EnvironmentRemains {
    let remains = try remains(of: environment)
    try workspace.commit(to: workspace.main, as: act()) { (tree, edit) throws(OpsError) in
      let mappings = try Mappings(tree: tree, tenant: tenant)
      for path in remains.files { edit.remove(path) }
      for workflow in remains.workflows {
        guard var record = mappings.workflows[workflow] else { continue }
        record.mappings[environment] = nil
        try edit.put(record, at: tenant.workflow(workflow))
      }
      for credential in remains.credentials {
        guard var record = mappings.credentials[credential] else { continue }
        record.mappings[environment] = nil
        try edit.put(record, at: tenant.credential(credential))
      }
      return CommitNote(
        "environment", "remove \(environment)",
        body:
          "\(remains.workflows.count) workflows and \(remains.credentials.count) credentials lose their place.",
        tenant: tenant.tenant, action: "environment.remove", target: environment.text)
    }
    for ref in remains.refs { try workspace.remove(try workspace.ref(named: ref)) }
    return remains
  }
}

extension EnvironmentRecord {
  /// What differs, in words.
  fileprivate func differences(from other: EnvironmentRecord) -> [String] {
    [
      (`class` != other.class, "class"), (url != other.url, "URL"),
      (apiKey != other.apiKey, "key for reading"), (deployKey != other.deployKey, "key for writing"),
      (connection != other.connection, "connection"),
    ].filter(\.0).map(\.1)
  }
}
