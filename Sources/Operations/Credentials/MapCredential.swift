import Git
package import Governance
import Ledger

/// Decides which credential of an instance a logical credential is (CRED-008).
package struct MapCredential: Sendable {
  package struct Report: Sendable {
    /// As it is now.
    package var mapping: CredentialMapping?
    /// The logical credential that it was before, where it was taken from one.
    package var takenFrom: Slug?
    package var landing = Landing.nothing
    package var warnings: [String] = []
  }

  private let context: OperationContext
  private let environment: Slug
  private let credential: Slug
  private let id: String?
  private let mayTake: Bool

  /// - Parameters:
  ///   - id: id in n8n; nil takes the mapping away.
  ///   - mayTake: whether it may be another logical credential so far. What was approved in the environment with that
  ///     one then names this one, as nothing in n8n is another.
  package init(
    _ context: OperationContext, environment: Slug, credential: Slug, to id: String?, mayTake: Bool = false
  ) {
    self.context = context
    self.environment = environment
    self.credential = credential
    self.id = id
    self.mayTake = mayTake
  }

  /// Commits the decision and reads the observed branch again by it; no call to n8n is made.
  package func run() throws(OpsError) -> Report {
    let permission = try context.guardAction(.onboard, in: environment)
    var report = Report(warnings: permission.warnings)
    var renamed: [LogicalCredential: String] = [:]
    report.landing = try context.decide(by: permission) { (tree, edit) throws(OpsError) in
      let mappings = try Mappings(tree: tree, tenant: context.tenant)
      guard var record = mappings.credentials[credential] else { throw unknown(mappings) }
      let new = try id.map { id throws(OpsError) in try mapping(to: id, of: record, among: mappings) }
      (report.mapping, report.takenFrom) = (new, nil)
      guard new != record.mappings[environment] else { return nil }
      if let new, let (slug, former) = holder(of: new.id, record.type, among: mappings) {
        report.takenFrom = slug
        renamed = [LogicalCredential(type: former.type, name: former.name): record.name]
        try take(from: slug, former, &edit)
        try rename(renamed, in: tree, &edit)
      }
      record.mappings[environment] = new
      try edit.put(record, at: context.tenant.credential(credential))
      return note(report)
    }
    if report.landing.commit != nil { try context.remapObserved(environment, job: nil, renamed: renamed) }
    return report
  }

  private func note(_ report: Report) -> CommitNote {
    CommitNote(
      "credential", "\(report.mapping == nil ? "unmap" : "map") \(credential) in \(environment)",
      body: report.takenFrom.map { "It was \($0) there; what was approved with that names this one now." },
      tenant: context.tenant.tenant, action: "credential.map", target: "\(environment)/\(credential)")
  }

  /// The other logical credential that a credential of the environment is so far.
  private func holder(of id: String, _ type: String, among mappings: Mappings) -> (
    slug: Slug, record: CredentialRecord
  )? {
    mappings.credentials.first {
      $0.key != credential && $0.value.type == type && $0.value.mappings[environment]?.id == id
    }.map { ($0.key, $0.value) }
  }

  /// What is a credential in no environment any more is none.
  private func take(from slug: Slug, _ former: CredentialRecord, _ edit: inout LedgerEdit) throws(OpsError) {
    var former = former
    former.mappings[environment] = nil
    let path = context.tenant.credential(slug)
    if former.mappings.isEmpty { edit.remove(path) } else { try edit.put(former, at: path) }
  }

  /// What was approved with the credential under its former name was approved with the credential.
  private func rename(_ names: [LogicalCredential: String], in tree: LedgerTree, _ edit: inout LedgerEdit)
    throws(OpsError)
  {
    var mappings = EnvironmentMappings()
    mappings.renamedCredentials = names
    let folder = context.tenant.baseline(environment)
    for (name, blob) in try readGit({ () throws(GitError) in try tree.documents(in: folder) }) {
      let approved = try context.ledger.document(blob)
      let renamed = PortableForm.portable(
        from: approved, mappings: mappings, policy: context.rules.normalization
      ).workflow
      if renamed != approved { edit.put(renamed.bytes(.prettySorted), at: "\(folder)/\(name).json") }
    }
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
    if !mayTake, let (other, _) = holder(of: id, record.type, among: mappings) {
      throw OpsError(
        "The credential is another logical credential already", at: "\(environment), \(found.name)",
        because: "it is \(other)",
        remedy: "--take makes it \(credential), and renames it in what was approved")
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
