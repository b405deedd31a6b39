/// Where a secret is found when it is needed: `env:NAME` (environment variable), `file:PATH` (first line of a
/// file that only its owner can read), `systemd:NAME` (credential of the unit) or `age:PATH` (file of the repository that
/// is sealed to the service's key).
package struct SecretReference: Sendable, Hashable {
  package enum Source: Sendable, Hashable {
    case variable(String)
    case file(String)
    case systemdCredential(String)
    case sealedFile(String)
  }

  package let source: Source

  /// Refuses an unknown scheme, an empty name, and a name that leaves its place.
  package init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let name = String(text[text.index(after: colon)...])
    guard !name.isEmpty, !name.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return nil }
    switch text[..<colon] {
    case "env":
      guard name.utf8.allSatisfy(SecretReference.isWord) else { return nil }
      source = .variable(name)
    case "file":
      source = .file(name)
    case "systemd":
      guard !name.contains("/"), name != ".", name != ".." else { return nil }
      source = .systemdCredential(name)
    case "age":
      let parts = name.split(separator: "/", omittingEmptySubsequences: false)
      guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else { return nil }
      source = .sealedFile(name)
    default:
      return nil
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 0x5F
  }
}

extension SecretReference: CustomStringConvertible {
  /// The reference, which is not secret.
  package var description: String {
    switch source {
    case .variable(let name): "env:\(name)"
    case .file(let path): "file:\(path)"
    case .systemdCredential(let name): "systemd:\(name)"
    case .sealedFile(let path): "age:\(path)"
    }
  }
}

extension SecretReference: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let reference = SecretReference(text) else {
      // The text is not shown: somebody may have put the key itself there.
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "not a secret reference: env:NAME, file:PATH, systemd:NAME or age:PATH")
    }
    self = reference
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
