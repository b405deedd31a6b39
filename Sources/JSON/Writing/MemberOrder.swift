/// Orders of member names. Both see through the surrogate mapping: a lone surrogate counts as itself.
enum MemberOrder {
  /// The order of RFC 8785, section 3.2.3: by UTF-16 code unit.
  static func byCodeUnit(_ left: String, _ right: String) -> Bool {
    codeUnits(left).lexicographicallyPrecedes(codeUnits(right))
  }

  /// The order of code points, which is also that of UTF-8.
  static func byCodePoint(_ left: String, _ right: String) -> Bool {
    codePoints(left).lexicographicallyPrecedes(codePoints(right))
  }

  private static func codeUnits(_ text: String) -> [UInt16] {
    text.unicodeScalars.flatMap { scalar in
      scalar.value >= SurrogateMapping.first
        ? [UInt16(0xD800 + (scalar.value - SurrogateMapping.first))] : Array(UTF16.encode(scalar) ?? .init())
    }
  }

  private static func codePoints(_ text: String) -> [UInt32] {
    var result: [UInt32] = []
    for unit in codeUnits(text) {
      if (0xDC00..<0xE000).contains(unit), let high = result.last, (0xD800..<0xDC00).contains(high) {
        result[result.count - 1] = 0x10000 + (high - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
      } else {
        result.append(UInt32(unit))
      }
    }
    return result
  }
}
