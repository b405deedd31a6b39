extension JSONParser {
  /// Reads a string from behind its opening quotation mark to behind the closing one. Gives its content,
  /// which stays valid until the next string is read.
  mutating func string() throws(JSONError) -> UnsafeBufferPointer<UInt8> {
    let start = position
    while true {
      skipPlain()
      guard position < bytes.count else { throw openEnd() }
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        position += 1
        return UnsafeBufferPointer(rebasing: bytes[start..<position - 1])
      }
      guard byte >= 0x80, !SurrogateMapping.isMapped(bytes, at: position) else {
        return try rewrittenString(from: start)
      }
      try skipScalar()
    }
  }

  /// Reads the rest of a string whose content differs from its text, which begins at `start`.
  private mutating func rewrittenString(from start: Int) throws(JSONError) -> UnsafeBufferPointer<UInt8> {
    scratch.removeAll()
    var start = start
    while true {
      skipPlain()
      guard position < bytes.count else { throw openEnd() }
      let byte = bytes[position]
      if byte >= 0x80 {
        let isMapped = SurrogateMapping.isMapped(bytes, at: position)
        if isMapped { scratch.append(UnsafeBufferPointer(rebasing: bytes[start..<position])) }
        let place = position
        try skipScalar()
        if isMapped {
          SurrogateMapping.append(genuine: bytes, at: place, to: &scratch)
          start = position
        }
        continue
      }
      scratch.append(UnsafeBufferPointer(rebasing: bytes[start..<position]))
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return scratch.bytes
      case UInt8(ascii: "\\"):
        try escape()
        start = position
      default:
        throw failure(.controlCharacter)
      }
    }
  }

  /// Steps over plain bytes of a string, see ``EightBytes/firstNotPlain``.
  @inline(__always)
  private mutating func skipPlain() {
    guard let base = bytes.baseAddress else { return }
    while position + 8 <= bytes.count {
      let plain = EightBytes(base + position).firstNotPlain
      position += plain
      if plain < 8 { return }
    }
    while position < bytes.count {
      let byte = bytes[position]
      if byte < 0x20 || byte >= 0x80 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return }
      position += 1
    }
  }

  /// Steps over a scalar that is not ASCII.
  @inline(__always)
  private mutating func skipScalar() throws(JSONError) {
    guard let length = UTF8Sequence.length(in: bytes, at: position) else { throw failure(.invalidUTF8) }
    position += length
  }

  /// Reads an escape sequence; `position` stands at its backslash.
  private mutating func escape() throws(JSONError) {
    let start = position
    position += 1
    guard position < bytes.count else { throw openEnd() }
    let letter = bytes[position]
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scratch.append(letter)
    case UInt8(ascii: "n"): scratch.append(0x0A)
    case UInt8(ascii: "t"): scratch.append(0x09)
    case UInt8(ascii: "r"): scratch.append(0x0D)
    case UInt8(ascii: "b"): scratch.append(0x08)
    case UInt8(ascii: "f"): scratch.append(0x0C)
    case UInt8(ascii: "u"): try unicodeEscape(from: start)
    default: throw failure(.invalidEscape, at: start)
    }
  }

  /// Reads the digits of a `\u` escape, and the low half where a pair follows.
  private mutating func unicodeEscape(from start: Int) throws(JSONError) {
    let unit = try codeUnit(from: start)
    if UTF16.isLeadSurrogate(unit), let low = trailSurrogateAhead() {
      position += 6
      SurrogateMapping.append(UTF16Pair.scalarValue(unit, low), to: &scratch)
    } else if UTF16.isSurrogate(unit) {
      SurrogateMapping.append(lone: unit, to: &scratch)
    } else {
      SurrogateMapping.append(UInt32(unit), to: &scratch)
    }
  }

  private mutating func codeUnit(from start: Int) throws(JSONError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard position < bytes.count else { throw openEnd() }
      guard let digit = hexadecimalValue(bytes[position]) else { throw failure(.invalidEscape, at: start) }
      unit = unit << 4 | digit
      position += 1
    }
    return unit
  }

  /// The low half of a pair, where its escape comes next.
  private func trailSurrogateAhead() -> UInt16? {
    guard position + 6 <= bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { return nil }
    var unit: UInt16 = 0
    for place in position + 2..<position + 6 {
      guard let digit = hexadecimalValue(bytes[place]) else { return nil }
      unit = unit << 4 | digit
    }
    return UTF16.isTrailSurrogate(unit) ? unit : nil
  }

  private func hexadecimalValue(_ byte: UInt8) -> UInt16? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  private func openEnd() -> JSONError { failure(.unexpectedEnd(expected: "the end of a string")) }
}
