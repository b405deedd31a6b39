extension JSONParser {
  /// Reads a string; `position` stands at its quotation mark.
  mutating func string() throws(JSONError) -> String {
    position += 1
    var content: [UInt8] = []
    while true {
      guard position < bytes.count else { throw failure(.unexpectedEnd(expected: "the end of a string")) }
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: content, as: UTF8.self)
      case UInt8(ascii: "\\"):
        try escape(into: &content)
      case 0..<0x20:
        throw failure(.controlCharacter)
      case 0x20..<0x80:
        content.append(byte)
        position += 1
      default:
        guard let length = UTF8Sequence.length(in: bytes, at: position) else { throw failure(.invalidUTF8) }
        SurrogateMapping.append(
          scalar: UnsafeBufferPointer(rebasing: bytes[position..<position + length]), to: &content)
        position += length
      }
    }
  }

  /// Reads an escape sequence; `position` stands at its backslash.
  private mutating func escape(into content: inout [UInt8]) throws(JSONError) {
    let start = position
    position += 1
    guard position < bytes.count else { throw failure(.unexpectedEnd(expected: "an escape sequence")) }
    let letter = bytes[position]
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(letter)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"): try unicodeEscape(from: start, into: &content)
    default: throw failure(.invalidEscape, at: start)
    }
  }

  /// Reads the digits of a `\u` escape, and the low half where a pair follows.
  private mutating func unicodeEscape(from start: Int, into content: inout [UInt8]) throws(JSONError) {
    let unit = try codeUnit(from: start)
    if (0xD800..<0xDC00).contains(unit), let low = lowSurrogateAhead() {
      position += 6
      SurrogateMapping.append(scalarValue: 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00), to: &content)
    } else if (0xD800..<0xE000).contains(unit) {
      SurrogateMapping.append(loneSurrogate: unit, to: &content)
    } else {
      SurrogateMapping.append(scalarValue: unit, to: &content)
    }
  }

  private mutating func codeUnit(from start: Int) throws(JSONError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard position < bytes.count else { throw failure(.unexpectedEnd(expected: "a hexadecimal digit")) }
      guard let digit = hexadecimalValue(bytes[position]) else { throw failure(.invalidEscape, at: start) }
      unit = unit << 4 | digit
      position += 1
    }
    return unit
  }

  private func lowSurrogateAhead() -> UInt32? {
    guard position + 6 <= bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { return nil }
    var unit: UInt32 = 0
    for place in position + 2..<position + 6 {
      guard let digit = hexadecimalValue(bytes[place]) else { return nil }
      unit = unit << 4 | digit
    }
    return (0xDC00..<0xE000).contains(unit) ? unit : nil
  }

  private func hexadecimalValue(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
