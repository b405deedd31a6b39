/// A signature of SSH over a commit or another text (OpenSSH, PROTOCOL.sshsig).
package struct SSHSignature: Sendable {
  /// The key that it names as its maker's. Proves nothing before ``verifies(_:with:)``.
  package let publicKey: [UInt8]
  /// What it was made for: `git` for commits.
  package let namespace: String

  private let reserved: [UInt8]
  private let digest: MessageDigest
  private let value: [UInt8]

  private static let magic = Array("SSHSIG".utf8)
  private static let begin = "-----BEGIN SSH SIGNATURE-----"
  private static let end = "-----END SSH SIGNATURE-----"

  /// What git signs for.
  package static let gitNamespace = "git"

  /// Whether a text looks like such a signature, and not like one of OpenPGP or X.509.
  package static func isOne(_ text: String) -> Bool { text.hasPrefix(begin) }

  /// Reads the armoured form; nil for anything else, for another version, and for hashes other than SHA-256 and
  /// SHA-512.
  package init?(armoured text: String) {
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    guard lines.count > 2, lines[0] == Self.begin, lines[lines.count - 1] == Self.end,
      let bytes = Base64.decode(lines[1..<(lines.count - 1)].joined())
    else { return nil }
    var reader = SSHWireReader(bytes)
    guard reader.bytes(Self.magic.count) == Self.magic, reader.number() == 1, let key = reader.string(),
      let namespace = reader.text(), let reserved = reader.string(),
      let digest = reader.text().flatMap(MessageDigest.init(rawValue:)), digest != .sha384,
      let value = reader.string(), reader.isAtEnd
    else { return nil }
    publicKey = key
    self.namespace = namespace
    self.reserved = reserved
    self.digest = digest
    self.value = value
  }

  /// What people compare of ``publicKey``.
  package var fingerprint: String { SSHPublicKey.fingerprint(of: publicKey) }

  /// Whether it is a signature of `bytes`, made for Git by the key that it names.
  ///
  /// - Parameter keys: Keys read before; checking thousands of signatures reads each key once.
  package func verifies(_ bytes: [UInt8], with keys: inout SSHKeyCache) -> Bool {
    guard namespace == Self.gitNamespace, let key = keys.handle(of: publicKey) else { return false }
    let signed =
      Self.magic + SSHWire.string(namespace) + SSHWire.string(reserved) + SSHWire.string(digest.rawValue)
      + SSHWire.string(digest.hash(bytes))
    return key.verifies(value, of: signed)
  }
}

/// Keys that signatures are checked with, each read once.
package struct SSHKeyCache {
  private var handles: [[UInt8]: SSHKeyHandle?] = [:]

  package init() {}

  /// Whether signatures of such a key can be checked: Ed25519, ECDSA, and RSA of 2048 bits or more.
  package mutating func canCheck(_ key: [UInt8]) -> Bool { handle(of: key) != nil }

  mutating func handle(of blob: [UInt8]) -> SSHKeyHandle? {
    if let known = handles[blob] { return known }
    let handle = SSHKeyHandle(blob)
    handles[blob] = .some(handle)
    return handle
  }
}
