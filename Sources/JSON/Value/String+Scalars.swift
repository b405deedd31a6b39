import Glibc

extension String {
  /// Whether both strings hold the same Unicode scalars. `==` would also accept canonically equivalent ones.
  func hasSameScalars(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    var left = self
    var right = other
    return left.withUTF8 { left in
      right.withUTF8 { right in
        guard let left = left.baseAddress, let bytes = right.baseAddress else { return true }
        return memcmp(left, bytes, right.count) == 0
      }
    }
  }

  /// Feeds the Unicode scalars to `hasher`, to match ``hasSameScalars(as:)``.
  func hashScalars(into hasher: inout Hasher) {
    var copy = self
    copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(0xFF as UInt8)
  }
}
