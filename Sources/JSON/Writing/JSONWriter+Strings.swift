extension JSONWriter {
  /// Writes a string with the escapes of RFC 8785, section 3.2.2.2, which are `JSON.stringify`'s.
  mutating func write(_ text: String) {
    output.append(UInt8(ascii: "\""))
    text.withScalars { write($0) }
    output.append(UInt8(ascii: "\""))
  }

  private mutating func write(_ text: UnsafeBufferPointer<UInt8>) {
    guard let base = text.baseAddress else { return }
    var start = 0
    var place = 0
    while place < text.count {
      if place + 8 <= text.count {
        let plain = EightBytes(base + place).firstNotPlain
        place += plain
        if plain == 8 { continue }
      }
      let byte = text[place]
      let isMapped = SurrogateMapping.isMapped(text, at: place)
      guard isMapped || byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
        place += 1
        continue
      }
      output.append(UnsafeBufferPointer(rebasing: text[start..<place]))
      if isMapped {
        place += write(mapped: text, at: place)
      } else {
        escape(byte)
        place += 1
      }
      start = place
    }
    output.append(UnsafeBufferPointer(rebasing: text[start...]))
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): output.append("\\\"")
    case UInt8(ascii: "\\"): output.append("\\\\")
    case 0x08: output.append("\\b")
    case 0x09: output.append("\\t")
    case 0x0A: output.append("\\n")
    case 0x0C: output.append("\\f")
    case 0x0D: output.append("\\r")
    default: escape(unit: UInt16(byte))
    }
  }

  /// Writes what a mapped scalar stands for, together with the next where the two are a pair; gives the
  /// number of bytes that it took.
  private mutating func write(mapped text: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
    let unit = SurrogateMapping.unit(text, at: place)
    if UTF16.isLeadSurrogate(unit), place + 4 < text.count, SurrogateMapping.isMapped(text, at: place + 4) {
      let next = SurrogateMapping.unit(text, at: place + 4)
      if UTF16.isTrailSurrogate(next), let scalar = Unicode.Scalar(UTF16Pair.scalarValue(unit, next)) {
        output.append(scalar)
        return 8
      }
    }
    escape(unit: unit)
    return 4
  }

  private mutating func escape(unit: UInt16) {
    output.append("\\u")
    for shift in [12, 8, 4, 0] as [UInt16] {
      let digit = UInt8(unit >> shift & 0xF)
      output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}
