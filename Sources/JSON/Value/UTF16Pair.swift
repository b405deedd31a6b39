/// The arithmetic of surrogate pairs (The Unicode Standard, section 3.9, D91).
enum UTF16Pair {
  /// The scalar value of a high and a low surrogate.
  static func scalarValue(_ high: UInt16, _ low: UInt16) -> UInt32 {
    0x10000 + UInt32(high - 0xD800) << 10 + UInt32(low - 0xDC00)
  }

  /// The high surrogate of a scalar value above U+FFFF.
  static func high(_ value: UInt32) -> UInt16 { UInt16(0xD800 + (value - 0x10000) >> 10) }

  /// The low surrogate of a scalar value above U+FFFF.
  static func low(_ value: UInt32) -> UInt16 { UInt16(0xDC00 + (value - 0x10000) & 0x3FF) }
}
