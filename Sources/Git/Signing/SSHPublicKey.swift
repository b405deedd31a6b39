import CCrypto

/// A public key of SSH that signs commits.
package struct SSHPublicKey: Sendable, Hashable {
  /// Its kind, such as `ssh-ed25519`.
  package let type: String
  /// The key as the protocol writes it (RFC 4253, section 6.6).
  package let blob: [UInt8]
  /// The line of `authorized_keys` that it came from: kind and key, without the comment.
  package let text: String

  /// Reads a line as in `authorized_keys`: kind, key in base64, perhaps a comment. Nil for anything else, also where
  /// the kind inside the key is another one.
  package init?(_ line: String) {
    let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard words.count >= 2, let blob = Base64.decode(String(words[1])) else { return nil }
    var reader = SSHWireReader(blob)
    guard reader.text() == String(words[0]) else { return nil }
    type = String(words[0])
    self.blob = blob
    text = "\(words[0]) \(words[1])"
  }

  /// The key with these bytes of the protocol; nil where they do not begin with a kind.
  package init?(blob: [UInt8]) {
    var reader = SSHWireReader(blob)
    guard let type = reader.text(), !type.isEmpty else { return nil }
    self.type = type
    self.blob = blob
    text = "\(type) \(Base64.encode(blob))"
  }

  /// What people compare: `SHA256:` and the hash, as `ssh-keygen -l` shows it.
  package var fingerprint: String { Self.fingerprint(of: blob) }

  static func fingerprint(of blob: [UInt8]) -> String {
    "SHA256:" + Base64.encode(MessageDigest.sha256.hash(blob)).filter { $0 != "=" }
  }
}

/// The hashes that signatures are made over.
enum MessageDigest: String {
  case sha256, sha384, sha512

  func hash(_ bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { buffer, count in
      var size: UInt32 = 0
      let status = EVP_Digest(bytes, bytes.count, buffer.baseAddress, &size, algorithm, nil)
      count = status == 1 ? Int(size) : 0
    }
  }

  /// As libcrypto knows it.
  var algorithm: OpaquePointer? {
    switch self {
    case .sha256: EVP_sha256()
    case .sha384: EVP_sha384()
    case .sha512: EVP_sha512()
    }
  }
}
