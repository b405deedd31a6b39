import CCrypto

/// A running SHA-1, computed by libcrypto.
struct SHA1: ~Copyable {
  private let context: OpaquePointer

  init() {
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha1(), nil) == 1 else {
      preconditionFailure("libcrypto has no SHA-1 or no memory is left")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Adds `bytes` to what is hashed.
  func update(_ bytes: UnsafeRawBufferPointer) {
    EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  /// Adds `bytes` to what is hashed.
  func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  /// The hash of all that was added; nothing can be added afterwards.
  consuming func finish() -> OID {
    withUnsafeTemporaryAllocation(byteCount: Int(EVP_MAX_MD_SIZE), alignment: 8) { buffer in
      let bytes = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
      EVP_DigestFinal_ex(context, bytes, nil)
      return OID(UnsafeRawBufferPointer(buffer))
    }
  }

  /// The id of the object `kind` with the content `bytes`.
  static func objectID(_ kind: ObjectKind, _ bytes: [UInt8]) -> OID {
    let hash = SHA1()
    hash.update(Array("\(kind.rawValue) \(bytes.count)\0".utf8))
    hash.update(bytes)
    return hash.finish()
  }
}
