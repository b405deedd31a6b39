package import Digest

/// The content hash of a workflow. Two workflows with equal digests do the same; digests of different
/// normalizations say nothing about each other.
package struct ContentDigest: Sendable, Hashable, CustomStringConvertible {
  /// SHA-256 of the canonical text.
  package let sha256: SHA256Digest
  /// The ``NormalizationPolicy/identifier`` of the normalization that made it.
  package let normalization: String

  package init(sha256: SHA256Digest, normalization: String) {
    self.sha256 = sha256
    self.normalization = normalization
  }

  /// The 64 hexadecimal digits of the digest.
  package var hex: String { sha256.hex }

  /// The first twelve digits, for people.
  package var short: String { String(hex.prefix(12)) }

  package var description: String { hex }
}
