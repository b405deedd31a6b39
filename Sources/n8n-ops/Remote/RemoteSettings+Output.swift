import Git
import Governance
import JSON
import Ledger
import Operations

#if canImport(Glibc)
  import Glibc
#endif

extension RemoteSettings {
  /// The address without user and password.
  var shownURL: String { Remote(url: url).shownURL }

  func json(machine: String?) -> JSON {
    [
      "name": .string(name), "url": .string(shownURL), "key": key.map { .string($0.description) } ?? .null,
      "user": user.map { .string($0) } ?? .null, "knownHosts": knownHosts.map { .string($0) } ?? .null,
      "machine": machine.map { .string($0) } ?? .null,
    ]
  }
}

extension Session {
  /// The settings, or an error where none are there.
  func remoteSettings() throws(OpsError) -> RemoteSettings {
    if let settings = try RemoteSettings(of: repository) { return settings }
    throw OpsError(
      "No remote is shared", at: path, because: "the ops repository stands alone",
      remedy: "n8n-ops remote set origin --url ADDRESS")
  }

  /// What the command works on, with its remote also in a dry run, which has none otherwise.
  var sharing: Workspace {
    var workspace = workspace
    workspace.shared = shared
    return workspace
  }

  func machineID() throws(OpsError) -> String? { try RemoteSettings.machine(of: repository) }

  func configuration(_ key: String) throws(OpsError) -> String? {
    let repository = repository
    return try readGit { () throws(GitError) in try repository.configuration(key) }
  }

  /// The name of this host, as far as it can stand in a name.
  var hostName: String {
    var buffer = [CChar](repeating: 0, count: 256)
    gethostname(&buffer, buffer.count - 1)
    let name = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let safe = name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    return safe.isEmpty ? "machine" : String(safe.prefix(40))
  }

  /// What tells two clones on one host apart.
  func randomSuffix() -> String {
    var random = SystemRandomNumberGenerator()
    return String(UInt32.random(in: .min ... .max, using: &random), radix: 36)
  }
}

extension RefPosition {
  var json: JSON {
    func text(_ oid: OID?) -> JSON { oid.map { .string($0.hex) } ?? .null }
    return ["ref": .string(ref.name.full), "here": text(here), "there": text(there)]
  }
}
