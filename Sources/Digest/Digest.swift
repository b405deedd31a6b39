import CCrypto

/// Digests by libcrypto.
package enum Digest {
  /// SHA-256 (FIPS 180-4) of `bytes`.
  package static func sha256(_ bytes: [UInt8]) -> SHA256Digest {
    bytes.withUnsafeBytes { sha256($0) }
  }

  /// SHA-256 (FIPS 180-4) of the bytes in `buffer`.
  package static func sha256(_ buffer: UnsafeRawBufferPointer) -> SHA256Digest {
    let bytes = digest(buffer, size: 32, by: EVP_sha256())
    return SHA256Digest { bytes[$0] }
  }

  /// SHA-1 (FIPS 180-4) of `bytes`: 20 bytes. Only for Git's object names; it does not withstand collisions.
  package static func sha1(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBytes { sha1($0) }
  }

  /// SHA-1 (FIPS 180-4) of the bytes in `buffer`: 20 bytes.
  package static func sha1(_ buffer: UnsafeRawBufferPointer) -> [UInt8] {
    digest(buffer, size: 20, by: EVP_sha1())
  }

  /// HMAC (RFC 2104) of `bytes` with SHA-256 under `key`, which may have any length.
  package static func hmacSHA256(key: [UInt8], _ bytes: [UInt8]) -> SHA256Digest {
    var code = [UInt8](repeating: 0, count: 32)
    // A null key would mean "the key of the call before" to libcrypto: an empty one needs an address.
    let keyBytes = key.isEmpty ? [0] : key
    guard HMAC(EVP_sha256(), keyBytes, Int32(key.count), bytes, bytes.count, &code, nil) != nil else {
      fatalError("libcrypto refuses HMAC-SHA-256")
    }
    return SHA256Digest { code[$0] }
  }

  private static func digest(
    _ buffer: UnsafeRawBufferPointer, size: Int, by algorithm: OpaquePointer?
  ) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: size)
    guard EVP_Digest(buffer.baseAddress, buffer.count, &result, nil, algorithm, nil) == 1 else {
      fatalError("libcrypto refuses a digest of \(size) bytes")
    }
    return result
  }
}
