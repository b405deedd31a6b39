/// The content of a string in a JSON text, without its escapes, and where each byte of it stands in the text.
struct UnescapedText {
  private(set) var bytes: [UInt8] = []
  /// Of each byte the place; one more for the end. What an escape makes stands where the escape begins.
  private var places: [Int] = []

  /// - Parameter range: what stands between the quotes.
  init<Bytes>(_ text: ScannedText<Bytes>, _ range: Range<Int>) {
    bytes.reserveCapacity(range.count)
    places.reserveCapacity(range.count + 1)
    var index = range.lowerBound
    while index < range.upperBound {
      let start = index
      let byte = text[index]
      index += 1
      if byte == UInt8(ascii: "\\") {
        let content = Self.escaped(text, &index, range.upperBound)
        bytes += content
        places += repeatElement(start, count: content.count)
      } else {
        bytes.append(byte)
        places.append(start)
      }
    }
    places.append(range.upperBound)
  }

  var string: String { String(decoding: bytes, as: UTF8.self) }

  /// The bytes of the text that make these bytes of the content.
  func place(of range: Range<Int>) -> Range<Int> { places[range.lowerBound]..<places[range.upperBound] }

  /// What the escape stands for whose backslash is read already.
  private static func escaped<Bytes>(_ text: ScannedText<Bytes>, _ index: inout Int, _ end: Int) -> [UInt8] {
    let byte = text[index]
    index += 1
    switch byte {
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "b"), UInt8(ascii: "f"): return [0x20]
    case UInt8(ascii: "u"):
      var units = [codeUnit(text, &index, end)]
      if UTF16.isLeadSurrogate(units[0]), text.has(Array("\\u".utf8), at: index), index + 6 <= end {
        index += 2
        units.append(codeUnit(text, &index, end))
      }
      return Array(String(decoding: units, as: UTF16.self).utf8)
    default: return [byte]
    }
  }

  private static func codeUnit<Bytes>(_ text: ScannedText<Bytes>, _ index: inout Int, _ end: Int) -> UInt16 {
    let digits = index..<min(index + 4, end)
    index = digits.upperBound
    return UInt16(text.text(digits), radix: 16) ?? 0xFFFD
  }
}
