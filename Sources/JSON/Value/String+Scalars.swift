extension String {
  /// Whether both strings hold the same Unicode scalars. `==` would also accept canonically equivalent ones.
  func hasSameScalars(as other: String) -> Bool {
    guard self == other else { return false }
    return utf8.elementsEqual(other.utf8)
  }

  /// Feeds the Unicode scalars to `hasher`, to match ``hasSameScalars(as:)``.
  func hashScalars(into hasher: inout Hasher) {
    var copy = self
    copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(0xFF as UInt8)
  }
}
