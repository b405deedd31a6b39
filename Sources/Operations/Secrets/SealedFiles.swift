import Git
package import Governance
package import Ledger

/// Files on the branch of decisions that are sealed to the service's key; references `age:PATH` name them.
package struct SealedFiles: Sendable {
  /// Where `secret seal` puts them.
  package static let folder = "state/secrets"

  private let workspace: Workspace
  private let key: ServiceKey

  package init(workspace: Workspace, key: ServiceKey) {
    self.workspace = workspace
    self.key = key
  }

  func open(_ path: String, at place: String) throws(OpsError) -> [UInt8] {
    let main = try workspace.mainTree()
    guard let sealed = try readGit({ () throws(GitError) in try main.bytes(at: path) }) else {
      throw OpsError(
        "The sealed file is missing", at: place, because: "main has no \(path)",
        remedy: "n8n-ops secret seal NAME < VALUE")
    }
    do {
      return try key.open(sealed)
    } catch {
      throw OpsError(error.what, at: place, because: error.why, remedy: error.remedy)
    }
  }

  package static func path(_ name: Slug) -> String { "\(folder)/\(name).age" }
}

extension OperationContext {
  /// Seals a value into a file of the repository and commits it.
  ///
  /// - Returns: the reference to it.
  package func sealFile(_ name: Slug, value: [UInt8]) throws(OpsError) -> String {
    guard let serviceKey else { throw OperationContext.noServiceKey() }
    let sealed = try serviceKey.seal(Self.line(of: value, for: name), policy: rules.secrets)
    let path = SealedFiles.path(name)
    try workspace.commit(to: workspace.main, as: act()) { (_, edit) throws(OpsError) in
      edit.put(sealed, at: path)
      return CommitNote(
        "secret", "seal \(name)", tenant: tenant.tenant, action: "secret.seal", target: name.text)
    }
    return "age:\(path)"
  }

  /// The value without the end of its line; what stands in several lines would be used by its first one alone.
  private static func line(of value: [UInt8], for name: Slug) throws(OpsError) -> [UInt8] {
    let isBreak = { (byte: UInt8) in byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
    let line = value.prefix { !isBreak($0) }
    let remedy = "Give the value on standard input, in one line."
    guard !line.isEmpty else { throw OpsError("There is nothing to seal", at: name.text, remedy: remedy) }
    guard ["", "\n", "\r\n"].contains(where: { value.dropFirst(line.count).elementsEqual($0.utf8) }) else {
      throw OpsError(
        "The value was not sealed", at: name.text, because: "it has several lines", remedy: remedy)
    }
    return Array(line)
  }

  static func noServiceKey() -> OpsError {
    OpsError(
      "No service key is configured", at: ServiceKey.variable,
      remedy: "age-keygen -o FILE; chmod 600 FILE; export \(ServiceKey.variable)=file:FILE")
  }
}
