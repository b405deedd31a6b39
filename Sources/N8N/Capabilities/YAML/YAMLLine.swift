/// A line of YAML: how far it is indented, and its text without blanks at either end.
struct YAMLLine {
  let indent: Int
  let text: ArraySlice<UInt8>

  var isBlank: Bool { text.isEmpty }
  var isComment: Bool { text.first == UInt8(ascii: "#") }

  /// Whether the line begins an entry of a block sequence.
  var isSequenceEntry: Bool {
    guard text.first == UInt8(ascii: "-") else { return false }
    return text.count == 1 || text[text.startIndex + 1] == UInt8(ascii: " ")
  }

  /// What follows the dash, as a line of its own that is indented that far.
  var sequenceEntry: YAMLLine {
    let rest = text.dropFirst().drop { $0 == UInt8(ascii: " ") }
    return YAMLLine(indent: indent + (rest.startIndex - text.startIndex), text: rest)
  }

  /// The lines of a text; document marks count as blank.
  static func lines(of bytes: [UInt8]) -> [YAMLLine] {
    var lines: [YAMLLine] = []
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
      lines.append(line(bytes[start..<end]))
      start = end + 1
    }
    return lines
  }

  private static func line(_ raw: ArraySlice<UInt8>) -> YAMLLine {
    let text = raw.drop { $0 == UInt8(ascii: " ") }
    var end = text.endIndex
    while end > text.startIndex, [0x20, 0x09, 0x0D].contains(text[end - 1]) { end -= 1 }
    let isMark =
      text.startIndex == raw.startIndex && (text.starts(with: "---".utf8) || text.starts(with: "...".utf8))
    return YAMLLine(
      indent: text.startIndex - raw.startIndex,
      text: isMark ? text[text.startIndex..<text.startIndex] : text[text.startIndex..<end])
  }
}
