import Git
package import Governance
import JSON
import Resources

/// The policies in force: those of the ops repository, and the built-in ones where it has none.
package struct Rules: Sendable {
  package var guards: GuardPolicy
  package let drift: DriftPolicy
  package let risk: RiskPolicy
  package let normalization: NormalizationPolicy
  package var secrets: SecretPolicy
  /// Facts about node types, which the search for secrets uses.
  package let nodes: NodeKnowledge
  package let retention: RetentionPolicy
  package let plans: PlanPolicy

  /// - Parameter tenant: the tenant for which they are read, which may have decided some of it.
  package init(tree: LedgerTree, tenant: TenantRoot? = nil) throws(OpsError) {
    let record = try tenant.flatMap { (root) throws(OpsError) in
      try tree.value(Tenant.self, at: root.tenantFile)
    }
    try self.init(of: record) { (path) throws(OpsError) in
      try Rules.bytes(path, in: tree)
    }
  }

  private init(
    of tenant: Tenant? = nil, reading bytes: (String) throws(OpsError) -> [UInt8]
  ) throws(OpsError) {
    guards = try StateCoding.value(
      GuardPolicy.self, from: try bytes(PolicyFiles.environmentClasses),
      at: PolicyFiles.environmentClasses
    ).overridden(by: tenant?.guards)
    drift = try StateCoding.value(
      DriftPolicy.self, from: try bytes(PolicyFiles.drift), at: PolicyFiles.drift)
    secrets = try StateCoding.value(
      SecretPolicy.self, from: try bytes(PolicyFiles.secrets), at: PolicyFiles.secrets)
    retention = try StateCoding.value(
      RetentionPolicy.self, from: try bytes(PolicyFiles.retention), at: PolicyFiles.retention)
    plans = try StateCoding.value(
      PlanPolicy.self, from: try bytes(PolicyFiles.plans), at: PolicyFiles.plans)
    let (normalization, risk, knowledge) = (
      PolicyFiles.normalization, PolicyFiles.risk, PolicyFiles.nodeKnowledge
    )
    let nodes = try Rules.policy(knowledge, try Rules.builtIn(knowledge)) { try NodeKnowledge(lines: $0) }
    self.nodes = nodes
    self.normalization = try Rules.policy(normalization, try bytes(normalization)) {
      try NormalizationPolicy(JSON(parsing: $0), nodes: nodes, keepsPinData: tenant?.keepPinData)
    }
    self.risk = try Rules.policy(risk, try bytes(risk)) { try RiskPolicy(JSON(parsing: $0)) }
  }

  /// Reads one policy; an error says which file it is and where in it.
  private static func policy<Policy>(
    _ path: String, _ bytes: [UInt8], _ read: ([UInt8]) throws -> Policy
  ) throws(OpsError) -> Policy {
    do {
      return try read(bytes)
    } catch {
      throw OpsError(
        "A policy cannot be used", at: path, because: "\(error)",
        remedy: "Correct the file, or remove it to use the built-in policy.")
    }
  }

  /// The policies that the executable brings along, where there is no ops repository.
  package static func builtIn() throws(OpsError) -> Rules {
    try Rules(reading: builtIn)
  }

  /// The roles in force in a tree, the built-in ones where it has none.
  package static func roles(in tree: LedgerTree) throws(OpsError) -> RolesPolicy {
    try StateCoding.value(
      RolesPolicy.self, from: try bytes(PolicyFiles.roles, in: tree), at: PolicyFiles.roles)
  }

  private static func bytes(_ path: String, in tree: LedgerTree) throws(OpsError) -> [UInt8] {
    if let own = try readGit({ () throws(GitError) in try tree.bytes(at: path) }) { return own }
    return try builtIn(path)
  }

  private static func builtIn(_ path: String) throws(OpsError) -> [UInt8] {
    guard let bytes = Resources.data(path) else {
      throw OpsError(
        "A built-in file is missing from this executable", at: path, remedy: "Install n8n-ops again.")
    }
    return bytes
  }
}
