import Git
package import Governance
import Ledger

/// Decides which credential of an instance a logical credential is (CRED-008).
package struct MapCredential: Sendable {
  private let context: OperationContext
  private let environment: Slug
  private let credential: Slug
  private let id: String?

  /// - Parameter id: id in n8n; nil takes the mapping away.
  package init(_ context: OperationContext, environment: Slug, credential: Slug, to id: String?) {
    self.context = context
    self.environment = environment
    self.credential = credential
    self.id = id
  }

  /// Commits the decision and reads the observed branch again by it; no call to n8n is made.
  ///
  /// - Returns: the mapping as it is now, and whether it is another one than before.
  package func run() throws(OpsError) -> (mapping: CredentialMapping?, isChanged: Bool) {
    var result: (mapping: CredentialMapping?, isChanged: Bool) = (nil, false)
    try context.workspace.commit(to: context.workspace.main, as: context.act()) {
      (tree, edit) throws(OpsError) in
      _ = try context.ledger.environment(environment, in: tree)
      let mappings = try Mappings(tree: tree, tenant: context.tenant)
      guard var record = mappings.credentials[credential] else { throw unknown(mappings) }
      let new = try id.map { id throws(OpsError) in try mapping(to: id, of: record, among: mappings) }
      result = (new, new != record.mappings[environment])
      guard result.isChanged else { return nil }
      record.mappings[environment] = new
      try edit.put(record, at: context.tenant.credential(credential))
      return CommitNote(
        "credential", "\(new == nil ? "unmap" : "map") \(credential) in \(environment)",
        tenant: context.tenant.tenant, action: "credential.map", target: "\(environment)/\(credential)")
    }
    if result.isChanged { try context.remapObserved(environment, job: nil) }
    return result
  }

  private func mapping(to id: String, of record: CredentialRecord, among mappings: Mappings) throws(OpsError)
    -> CredentialMapping
  {
    let tree = try context.workspace.tree(ofBranch: context.tenant.observedBranch(environment))
    let seen = try tree.value(ObservedCredentials.self, at: ObservedPaths.credentials)
    guard let found = seen?.credentials.first(where: { $0.id == id }) else {
      throw OpsError(
        "The environment has no credential with this id", at: "\(environment), \(oneLine(id, limit: 64))",
        because: seen?.isComplete == true
          ? "the last sync did not see it"
          : "n8n does not list credentials to this key, and no node uses it",
        remedy: "n8n-ops sync --env \(environment), then n8n-ops credential list --env \(environment)")
    }
    guard found.type == record.type else {
      throw OpsError(
        "The credential is of another type", at: "\(environment), \(found.name)",
        because: "it is \(found.type), and \(credential) is \(record.type)",
        remedy: "n8n-ops credential list --env \(environment) --type \(record.type)")
    }
    let other = mappings.credentials.first {
      $0.key != credential && $0.value.type == record.type && $0.value.mappings[environment]?.id == id
    }
    if let other {
      throw OpsError(
        "The credential is another logical credential already", at: "\(environment), \(found.name)",
        because: "it is \(other.key)",
        remedy: "n8n-ops credential map \(other.key) --env \(environment) --none")
    }
    return CredentialMapping(id: id, name: found.name)
  }

  private func unknown(_ mappings: Mappings) -> OpsError {
    let known = mappings.credentials.keys.sorted().prefix(20).map(\.text).joined(separator: ", ")
    return OpsError(
      "There is no such logical credential", at: credential.text,
      because: known.isEmpty ? "there are none: onboarding makes them" : "there are: \(known)",
      remedy: "n8n-ops credential list --env \(environment)")
  }
}
