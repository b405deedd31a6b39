/// A quoted scalar at the beginning of a text, and what follows it.
struct YAMLQuoted {
  let text: String
  let rest: ArraySlice<UInt8>

  /// Nil where the text does not begin with a quote, or the quote is not closed.
  init?(_ text: ArraySlice<UInt8>) {
    guard let quote = text.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return nil
    }
    var content: [UInt8] = []
    var index = text.startIndex + 1
    while index < text.endIndex {
      let byte = text[index]
      index += 1
      if byte == quote {
        guard quote == UInt8(ascii: "'"), index < text.endIndex, text[index] == quote else {
          self.text = String(decoding: content, as: UTF8.self)
          rest = text[index...]
          return
        }
        content.append(quote)
        index += 1
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        Self.unescape(text, &index, into: &content)
      } else if byte == UInt8(ascii: "\n") {
        Self.fold(text, &index, into: &content)
      } else {
        content.append(byte)
      }
    }
    return nil
  }

  /// A line's end is a blank; empty lines after it are line ends (YAML 1.2 section 7.3).
  private static func fold(_ text: ArraySlice<UInt8>, _ index: inout Int, into content: inout [UInt8]) {
    var empty = 0
    while index < text.endIndex, text[index] == UInt8(ascii: "\n") {
      empty += 1
      index += 1
    }
    content += empty == 0 ? [UInt8(ascii: " ")] : Array(repeating: UInt8(ascii: "\n"), count: empty)
  }

  private static func unescape(_ text: ArraySlice<UInt8>, _ index: inout Int, into content: inout [UInt8]) {
    guard index < text.endIndex else { return }
    let byte = text[index]
    index += 1
    switch byte {
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "0"): content.append(0)
    case 0x0A: while index < text.endIndex, text[index] == 0x20 { index += 1 }
    case UInt8(ascii: "x"): hex(2, text, &index, into: &content)
    case UInt8(ascii: "u"): hex(4, text, &index, into: &content)
    case UInt8(ascii: "U"): hex(8, text, &index, into: &content)
    default: content.append(byte)
    }
  }

  private static func hex(
    _ digits: Int, _ text: ArraySlice<UInt8>, _ index: inout Int, into content: inout [UInt8]
  ) {
    let end = min(index + digits, text.endIndex)
    let value = UInt32(String(decoding: text[index..<end], as: UTF8.self), radix: 16)
    index = end
    content += String(value.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}").utf8
  }
}
