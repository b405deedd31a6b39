/// Breaks a name into lines for SVG, which breaks none itself, by the usual widths of a sans serif face.
enum LabelText {
  /// At most `lines` lines of at most `width` hundredths of an em; what does not fit ends in an ellipsis.
  static func lines(_ text: String, width: Int, lines limit: Int) -> [String] {
    // A name that is longer than this does not fit in any label.
    let text = plain(text.boundedPrefix(160))
    var lines: [String] = []
    var rest = text[...]
    while lines.count < limit - 1, let end = breakPoint(in: rest, width: width) {
      append(rest[..<end], width: width, to: &lines)
      rest = rest[end...]
    }
    append(rest, width: width, to: &lines)
    return lines
  }

  /// Line ends and tabs as spaces.
  private static func plain(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
    return String(text.map { $0.isWhitespace ? " " : $0 })
  }

  /// Where the first line ends: behind the last space, hyphen, underscore or slash that it has room for, else
  /// behind the first one at all; nil when everything fits, or nothing can be broken.
  private static func breakPoint(in text: Substring, width: Int) -> Substring.Index? {
    let scalars = text.unicodeScalars
    var used = 0
    var last: Substring.Index?
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      used += self.width(of: scalar)
      let isBreak = scalar == " " || scalar == "-" || scalar == "_" || scalar == "/"
      // A space at the end of a line takes no room.
      if used > width, scalar != " ", let last { return last }
      index = scalars.index(after: index)
      if isBreak && index < scalars.endIndex {
        if used > width { return index }
        last = index
      }
    }
    return used > width ? last : nil
  }

  private static func append(_ line: Substring, width: Int, to lines: inout [String]) {
    let line = trimmed(line)
    guard !line.isEmpty else { return }
    lines.append(shortened(line, width: width))
  }

  private static func shortened(_ line: Substring, width: Int) -> String {
    let scalars = line.unicodeScalars
    var used = 0
    for index in scalars.indices {
      used += self.width(of: scalars[index])
      if used > width { return trimmed(line[..<index]) + "…" }
    }
    return String(line)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.utf8.first == 0x20 { text.removeFirst() }
    while text.utf8.last == 0x20 { text.removeLast() }
    return text
  }

  /// Hundredths of an em; rounded up rather than down, since a name that runs into its neighbour is worse.
  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar {
    case "a"..."z":
      switch scalar {
      case "i", "j", "l": 28
      case "f", "t", "r": 36
      case "m", "w": 88
      default: 58
      }
    case "I", "'", ".", ",", ":", ";", "|", "!": 28
    case " ", "(", ")", "[", "]", "/", "-": 36
    case "M", "W", "@", "%": 88
    case "A"..."Z": 68
    case "\u{300}"..."\u{36F}", "\u{200B}"..."\u{200F}", "\u{FE00}"..."\u{FE0F}": 0
    case let scalar where scalar.value >= 0x1100: 105
    default: 58
    }
  }
}
