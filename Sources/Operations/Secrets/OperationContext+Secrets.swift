import Git
package import Governance
import JSON
import Ledger

extension OperationContext {
  /// What takes secrets out of what an instance of the class shows.
  func sealing(in environmentClass: EnvironmentClass) throws(OpsError) -> SecretSealing {
    let key = try SealedValues(self)?.hashKey()
    return SecretSealing(policy: rules.secrets, nodes: rules.nodes, class: environmentClass, key: key)
  }

  /// Said by every sync as long as nothing can be sealed although it should be.
  var secretNotes: [String] {
    guard serviceKey == nil, rules.secrets.action == .seal, rules.secrets.withoutKey == .allow else {
      return []
    }
    return [
      "no service key is configured (\(ServiceKey.variable)): secrets that stand in workflows are stored in Git as they are"
    ]
  }

  /// The secrets that the approved content of the environment has in the clear.
  func approvedSecrets(
    of workflow: Slug, in environment: Slug, _ main: LedgerTree, by sealing: SecretSealing
  ) throws(OpsError) -> Set<String> {
    let path = tenant.baseline(environment, workflow)
    guard let bytes = try readGit({ () throws(GitError) in try main.bytes(at: path) }) else { return [] }
    return sealing.values(in: try parse(bytes, at: path))
  }

  /// Keeps the values that sealing has found.
  func keep(sealed values: [String: String]) throws(OpsError) {
    guard !values.isEmpty else { return }
    try SealedValues(self)?.keep(values)
  }

  /// The values behind all placeholders of these documents; those that cannot be opened are left out.
  func openSecrets(of contents: [JSON]) throws(OpsError) -> [String: String] {
    let ids = contents.reduce(into: Set<String>()) { $0.formUnion(SecretPlaceholder.ids(in: $1)) }
    guard !ids.isEmpty, let values = SealedValues(self) else { return [:] }
    return try values.open(ids)
  }

  /// Why the content can not be written with these values; nil where it can.
  func reasonClosed(_ content: JSON, with values: [String: String]) -> String? {
    if SecretPlaceholder.hasRedacted(content) {
      return "a secret in it was redacted, so that its value is kept nowhere"
    }
    guard !SecretPlaceholder.ids(in: content).isSubset(of: values.keys) else { return nil }
    return serviceKey == nil
      ? "a secret in it is sealed, and no service key is configured here"
      : "a secret in it is sealed, and its value is not kept in this repository"
  }

  /// Seals everything of the tenant, and the files of the repository, to another key.
  ///
  /// - Returns: how many values and files were sealed again.
  package func rotateSecrets(to new: ServiceKey) throws(OpsError) -> (values: Int, files: Int) {
    guard let serviceKey, let values = SealedValues(self) else { throw OperationContext.noServiceKey() }
    let count = try values.rotate(to: new)
    var files = 0
    try workspace.commit(to: workspace.main, as: act()) { (tree, edit) throws(OpsError) in
      files = 0
      for path in try readGit({ () throws(GitError) in try tree.files(under: SealedFiles.folder) })
      where path.hasSuffix(".age") {
        guard let sealed = try readGit({ () throws(GitError) in try tree.bytes(at: path) }) else { continue }
        let value: [UInt8]
        do {
          value = try serviceKey.open(sealed)
        } catch {
          // What a run before this one has done already opens with the new key, and stays.
          _ = try new.open(sealed)
          continue
        }
        edit.put(try new.seal(value, policy: rules.secrets), at: path)
        files += 1
      }
      guard files > 0 else { return nil }
      return CommitNote(
        "secret", "seal \(files) files to another key", tenant: tenant.tenant, action: "secret.rotate")
    }
    return (count, files)
  }

  /// One reference and whether its secret is found here.
  package struct CheckedReference: Sendable {
    package let environment: Slug
    package let use: String
    package let reference: SecretReference
    /// Nil where it is found.
    package let problem: OpsError?
  }

  /// Looks for the secret of every reference; none is shown.
  package func checkReferences() throws(OpsError) -> [CheckedReference] {
    var result: [CheckedReference] = []
    for (name, record) in try ledger.environments(in: try workspace.mainTree()).sorted(by: { $0.key < $1.key }
    ) {
      for (use, reference) in [("api key", record.apiKey), ("deploy key", record.deployKey)] {
        guard let reference else { continue }
        result.append(
          CheckedReference(
            environment: name, use: use, reference: reference,
            problem: connector.problem(of: reference, for: name)))
      }
    }
    return result
  }
}
