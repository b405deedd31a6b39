import Git
package import Governance
import JSON
import Ledger
package import N8N

extension OperationContext {
  /// What the instance is and can do, asked now.
  package func probe(_ environment: Slug, _ record: EnvironmentRecord) async throws(OpsError) -> Capabilities
  {
    let client = try connector.client(for: environment, record, purpose: .read)
    do {
      return try await client.probe().capabilities
    } catch {
      throw OpsError(n8nError: error)
    }
  }

  /// What the instance can do, as it was found when it was last tested, and asked if it never was at this address.
  func capabilities(of environment: Slug, _ record: EnvironmentRecord) async throws(OpsError) -> Capabilities
  {
    if let stored = try ledger.status(of: environment).capabilities(at: record.url),
      let known = try? stored.decode(as: Capabilities.self)
    {
      return known
    }
    let found = try await probe(environment, record)
    try remember(found, of: environment, at: record.url)
    return found
  }

  /// Keeps what was found with the environment's status.
  ///
  /// - Parameter url: the address that was asked.
  package func remember(_ capabilities: Capabilities, of environment: Slug, at url: String) throws(OpsError) {
    let json: JSON
    do {
      json = try JSON.encode(capabilities)
    } catch {
      throw OpsError("The capabilities could not be stored", at: environment.text, because: "\(error)")
    }
    try updateStatus(of: environment, job: nil) { $0.set(capabilities: json, at: url) }
  }

  /// Adds an environment; unless told otherwise the instance has to answer first (ENV-001, ENV-002). What a killed call
  /// has begun is finished.
  package func add(_ environment: Slug, _ record: EnvironmentRecord, isTested: Bool) async throws(OpsError)
    -> Capabilities?
  {
    try StateRequirement.require(record, at: tenant.environment(environment))
    let isSaved = isTested ? try isSaved(environment, as: record) : false
    // Before the instance is asked, and again before it is saved.
    if !isSaved { try ledger.requireRoom(for: 1, .environments, in: try workspace.mainTree()) }
    let capabilities = isTested ? try await probe(environment, record) : nil
    if !isSaved { try save(environment, record, isTested: isTested) }
    if let capabilities { try remember(capabilities, of: environment, at: record.url) }
    return capabilities
  }

  /// Other environments of the same instance: most often somebody has copied an address.
  package func sharers(of record: EnvironmentRecord, besides environment: Slug) throws(OpsError) -> [Slug] {
    try ledger.environments(in: try workspace.mainTree())
      .filter { $0.key != environment && $0.value.instance == record.instance }.keys.sorted()
  }

  /// Whether it is on `main`, and what was found of it is nowhere.
  private func isSaved(_ environment: Slug, as record: EnvironmentRecord) throws(OpsError) -> Bool {
    let present = try workspace.mainTree().value(EnvironmentRecord.self, at: tenant.environment(environment))
    guard present == record else { return false }
    return try ledger.status(of: environment).capabilities(at: record.url) == nil
  }

  private func save(_ environment: Slug, _ record: EnvironmentRecord, isTested: Bool) throws(OpsError) {
    try workspace.commit(to: workspace.main, as: act()) { (tree, edit) throws(OpsError) in
      try ledger.requireRoom(for: 1, .environments, in: tree)
      guard try tree.value(EnvironmentRecord.self, at: tenant.environment(environment)) == nil else {
        throw OpsError(
          "The environment exists already", at: environment.text,
          remedy: "n8n-ops env list")
      }
      try edit.put(record, at: tenant.environment(environment))
      let tested = isTested ? "tested" : "not tested"
      return CommitNote(
        "environment", "add \(environment) (\(record.class.rawValue), \(tested))", tenant: tenant.tenant,
        action: "environment.add", target: environment.text,
        more: [("N8nOps-Tested", isTested ? "yes" : "no")])
    }
  }

  /// Adds a pipeline (PIPE-001).
  package func add(_ name: Slug, _ pipeline: Pipeline) throws(OpsError) {
    try workspace.commit(to: workspace.main, as: act()) { (tree, edit) throws(OpsError) in
      let classes = try ledger.environments(in: tree).mapValues(\.class)
      let violations = PipelineRules.violations(in: pipeline, environments: classes)
      guard violations.isEmpty else {
        throw OpsError(
          "The pipeline cannot work", at: name.text, because: violations.joined(separator: " "),
          remedy: "Name environments in the order of their classes: n8n-ops env list")
      }
      try edit.put(pipeline, at: tenant.pipeline(name))
      return CommitNote(
        "pipeline", "set \(name)", tenant: tenant.tenant, action: "pipeline.set", target: name.text)
    }
  }
}

extension EnvironmentRecord {
  /// What stands for its instance, however its address is written.
  var instance: String {
    var address = (InstanceAddress(url)?.root ?? url).lowercased()
    for (scheme, port) in [("https://", ":443"), ("http://", ":80")] where address.hasPrefix(scheme) {
      let rest = address.dropFirst(scheme.count)
      let host = rest.prefix { $0 != "/" }
      if host.hasSuffix(port) { address = scheme + host.dropLast(port.count) + rest.dropFirst(host.count) }
    }
    return address
  }
}
