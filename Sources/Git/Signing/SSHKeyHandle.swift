import CCrypto

/// A public key as libcrypto holds it.
final class SSHKeyHandle {
  private let key: OpaquePointer
  private let kind: Kind

  private enum Kind {
    case ed25519, rsa
    case ecdsa(curve: String, digest: MessageDigest)
  }

  private static let rsaIdentifier: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01]
  private static let curveKeyIdentifier: [UInt8] = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]
  private static let ed25519Identifier: [UInt8] = [0x2b, 0x65, 0x70]

  /// Reads a key of the protocol (RFC 4253 for RSA, RFC 5656 for ECDSA, RFC 8709 for Ed25519). Nil for other kinds,
  /// among them those of hardware tokens, for damaged ones, and for RSA below 2048 bits.
  init?(_ blob: [UInt8]) {
    var reader = SSHWireReader(blob)
    guard let type = reader.text() else { return nil }
    let info: [UInt8]
    switch type {
    case "ssh-ed25519":
      guard let point = reader.string(), point.count == 32 else { return nil }
      info = DER.sequence(DER.sequence(DER.identifier(Self.ed25519Identifier)), DER.bits(point))
      kind = .ed25519
    case "ssh-rsa":
      guard let exponent = reader.positiveInteger(), let modulus = reader.positiveInteger(),
        (256...2048).contains(modulus.count), exponent.count <= 8
      else { return nil }
      let numbers = DER.sequence(DER.integer(modulus), DER.integer(exponent))
      info = DER.sequence(DER.sequence(DER.identifier(Self.rsaIdentifier), DER.null), DER.bits(numbers))
      kind = .rsa
    default:
      guard let curve = Curve(keyType: type), reader.text() == curve.name, let point = reader.string() else {
        return nil
      }
      info = DER.sequence(
        DER.sequence(DER.identifier(Self.curveKeyIdentifier), DER.identifier(curve.identifier)),
        DER.bits(point))
      kind = .ecdsa(curve: curve.name, digest: curve.digest)
    }
    guard reader.isAtEnd, let key = Self.decode(info) else { return nil }
    self.key = key
  }

  deinit { EVP_PKEY_free(key) }

  private static func decode(_ info: [UInt8]) -> OpaquePointer? {
    info.withUnsafeBufferPointer { buffer in
      var start = buffer.baseAddress
      return d2i_PUBKEY(nil, &start, buffer.count)
    }
  }

  /// Whether `signature`, as the protocol writes it, is one of `bytes` by this key.
  func verifies(_ signature: [UInt8], of bytes: [UInt8]) -> Bool {
    var reader = SSHWireReader(signature)
    guard let type = reader.text(), let value = reader.string(), reader.isAtEnd else { return false }
    switch kind {
    case .ed25519:
      return type == "ssh-ed25519" && verifies(value, of: bytes, digest: nil)
    case .rsa:
      // `ssh-rsa` alone means SHA-1, which proves nothing any more.
      let digests: [String: MessageDigest] = ["rsa-sha2-256": .sha256, "rsa-sha2-512": .sha512]
      guard let digest = digests[type] else { return false }
      return verifies(value, of: bytes, digest: digest.algorithm)
    case .ecdsa(let curve, let digest):
      var numbers = SSHWireReader(value)
      guard type == "ecdsa-sha2-\(curve)", let r = numbers.positiveInteger(),
        let s = numbers.positiveInteger(),
        numbers.isAtEnd
      else { return false }
      return verifies(DER.sequence(DER.integer(r), DER.integer(s)), of: bytes, digest: digest.algorithm)
    }
  }

  private func verifies(_ value: [UInt8], of bytes: [UInt8], digest: OpaquePointer?) -> Bool {
    guard let context = EVP_MD_CTX_new() else { return false }
    defer { EVP_MD_CTX_free(context) }
    return EVP_DigestVerifyInit(context, nil, digest, nil, key) == 1
      && EVP_DigestVerify(context, value, value.count, bytes, bytes.count) == 1
  }
}

/// A curve of RFC 5656, section 10.1.
private struct Curve {
  let name: String
  let identifier: [UInt8]
  let digest: MessageDigest

  init?(keyType: String) {
    switch keyType {
    case "ecdsa-sha2-nistp256":
      self.init("nistp256", [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07], .sha256)
    case "ecdsa-sha2-nistp384":
      self.init("nistp384", [0x2b, 0x81, 0x04, 0x00, 0x22], .sha384)
    case "ecdsa-sha2-nistp521":
      self.init("nistp521", [0x2b, 0x81, 0x04, 0x00, 0x23], .sha512)
    default: return nil
    }
  }

  private init(_ name: String, _ identifier: [UInt8], _ digest: MessageDigest) {
    self.name = name
    self.identifier = identifier
    self.digest = digest
  }
}
