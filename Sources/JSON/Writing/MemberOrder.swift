/// Orders of member names. Both see through the surrogate mapping: a lone surrogate counts as itself.
enum MemberOrder {
  /// By UTF-16 code unit, as RFC 8785, section 3.2.3, has it.
  case codeUnits
  /// By code point.
  case codePoints

  /// Whether `left` stands before `right`.
  func precedes(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    let shorter = min(left.count, right.count)
    var place = 0
    while place < shorter, left[place] == right[place] { place += 1 }
    guard place < shorter else { return left.count < right.count }
    let start = Self.scalarStart(left, at: place)
    // Up to here the order of UTF-8 bytes is that of code points and of code units: no scalar from U+E000 on
    // and none above U+FFFF is involved, hence no mapped one either.
    if left[start] < 0xEE, right[start] < 0xEE { return left[place] < right[place] }
    return precedesByDecoding(left, right)
  }

  private static func scalarStart(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
    var place = place
    while place > 0, bytes[place] & 0xC0 == 0x80 { place -= 1 }
    return place
  }

  private func precedesByDecoding(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let left = MappedCodeUnits(left)
    let right = MappedCodeUnits(right)
    switch self {
    case .codeUnits: return left.lexicographicallyPrecedes(right)
    case .codePoints: return left.codePoints.lexicographicallyPrecedes(right.codePoints)
    }
  }
}
