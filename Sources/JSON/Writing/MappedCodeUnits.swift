/// The UTF-16 code units of a string in UTF-8, with the surrogate mapping undone.
struct MappedCodeUnits: Sequence, IteratorProtocol {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0
  private var pendingLow: UInt16?

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func next() -> UInt16? {
    if let low = pendingLow {
      pendingLow = nil
      return low
    }
    guard place < bytes.count else { return nil }
    if SurrogateMapping.isMapped(bytes, at: place) {
      defer { place += 4 }
      return SurrogateMapping.unit(bytes, at: place)
    }
    let value = nextScalarValue()
    guard value > 0xFFFF else { return UInt16(value) }
    pendingLow = UTF16Pair.low(value)
    return UTF16Pair.high(value)
  }

  private mutating func nextScalarValue() -> UInt32 {
    let lead = bytes[place]
    let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = UInt32(length == 1 ? lead : lead & (0x7F >> UInt8(length)))
    for next in place + 1..<place + length { value = value << 6 | UInt32(bytes[next] & 0x3F) }
    place += length
    return value
  }

  /// The code points: of pairs that of the character, of lone surrogates their own.
  var codePoints: some Sequence<UInt32> { CodePoints(units: self) }

  private struct CodePoints: Sequence, IteratorProtocol {
    var units: MappedCodeUnits

    mutating func next() -> UInt32? {
      guard let unit = units.next() else { return nil }
      var ahead = units
      if UTF16.isLeadSurrogate(unit), let low = ahead.next(), UTF16.isTrailSurrogate(low) {
        units = ahead
        return UTF16Pair.scalarValue(unit, low)
      }
      return UInt32(unit)
    }
  }
}
