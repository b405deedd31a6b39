import Glibc

extension String {
  /// Whether both strings hold the same Unicode scalars. `==` would also accept canonically equivalent ones.
  package func hasSameScalars(as other: String) -> Bool {
    let count = utf8.count
    guard count == other.utf8.count else { return false }
    return withScalars { left in
      other.withScalars { right in
        guard let left = left.baseAddress, let right = right.baseAddress else { return true }
        return memcmp(left, right, count) == 0
      }
    }
  }

  /// Whether this string stands before `other` by Unicode scalars, which is the order of UTF-8 bytes.
  package func precedesByScalars(_ other: String) -> Bool {
    withScalars { left in
      other.withScalars { right in
        guard let first = left.baseAddress, let second = right.baseAddress else {
          return left.count < right.count
        }
        let order = memcmp(first, second, min(left.count, right.count))
        return order == 0 ? left.count < right.count : order < 0
      }
    }
  }

  /// The first eight bytes of UTF-8 as a number, zeroes behind the end: in the order of the bytes, as far as it tells.
  package var leadingBytes: UInt64 {
    withScalars { bytes in
      guard let base = bytes.baseAddress else { return 0 }
      if bytes.count >= 8 { return UInt64(bigEndian: UnsafeRawPointer(base).loadUnaligned(as: UInt64.self)) }
      var word: UInt64 = 0
      for byte in bytes { word = word << 8 | UInt64(byte) }
      return word << (64 - 8 * UInt64(bytes.count))
    }
  }

  /// Feeds the Unicode scalars to `hasher`, to match ``hasSameScalars(as:)``.
  package func hashScalars(into hasher: inout Hasher) {
    withScalars { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(0xFF as UInt8)
  }

  /// Gives the UTF-8 bytes to `body`, where they stand if they do.
  @inline(__always)
  package func withScalars<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    var copy = self
    return copy.withUTF8(body)
  }
}
