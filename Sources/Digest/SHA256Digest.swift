/// A SHA-256 digest (FIPS 180-4), or a code of the same size made with it.
package struct SHA256Digest: Sendable, Hashable {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// The digest of these bytes; nil unless they are 32.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.init { place in bytes[place] }
  }

  /// The digest with this text: 64 hexadecimal digits, in either case; nil for any other text.
  package init?(hex: String) {
    guard let bytes = Hexadecimal.bytes(of: hex) else { return nil }
    self.init(bytes: bytes)
  }

  /// The digest whose byte at each place from 0 to 31 `byte` gives.
  init(byte: (Int) -> UInt8) {
    func word(_ start: Int) -> UInt64 {
      (start..<start + 8).reduce(0) { $0 << 8 | UInt64(byte($1)) }
    }
    words = (word(0), word(8), word(16), word(24))
  }

  /// The 32 bytes.
  package var bytes: [UInt8] {
    [words.0, words.1, words.2, words.3].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) }
    }
  }

  /// The digest in 64 lower case hexadecimal digits.
  package var hex: String { Hexadecimal.text(of: bytes) }

  package static func == (left: SHA256Digest, right: SHA256Digest) -> Bool { left.words == right.words }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }
}

extension SHA256Digest: Comparable {
  /// The order of the bytes, which is that of the hexadecimal texts.
  package static func < (left: SHA256Digest, right: SHA256Digest) -> Bool { left.words < right.words }
}

extension SHA256Digest: CustomStringConvertible {
  /// ``hex``.
  package var description: String { hex }
}
