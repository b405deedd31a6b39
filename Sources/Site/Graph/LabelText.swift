/// Breaks a name into lines for SVG, which breaks none itself, by the usual widths of a sans serif face.
enum LabelText {
  /// At most `lines` lines of at most `width` ems in hundredths; what does not fit ends in an ellipsis.
  static func lines(_ text: String, width: Int, lines limit: Int) -> [String] {
    // A name that is longer than this does not fit in any label.
    let text = text.boundedPrefix(160)
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in words(of: text) {
      let wordWidth = word.unicodeScalars.reduce(0) { $0 + self.width(of: $1) }
      if !line.isEmpty, used + wordWidth > width {
        lines.append(line)
        (line, used) = ("", 0)
      }
      line += word
      used += wordWidth
    }
    lines.append(line)
    lines = lines.map(trimmed).filter { !$0.isEmpty }
    if lines.count > limit {
      lines = Array(lines.prefix(limit - 1)) + [lines[(limit - 1)...].joined(separator: " ")]
    }
    return lines.map { shortened($0, width: width) }
  }

  /// Pieces that end with a space, a hyphen or an underscore, behind which a line may break.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in text {
      word.append(character.isWhitespace ? " " : character)
      if character.isWhitespace || "-_/".contains(character) {
        words.append(word)
        word = ""
      }
    }
    return words + [word]
  }

  private static func shortened(_ line: String, width: Int) -> String {
    var used = 0
    var result = ""
    for character in line {
      used += character.unicodeScalars.reduce(0) { $0 + self.width(of: $1) }
      if used > width { return trimmed(result) + "…" }
      result.append(character)
    }
    return result
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  /// Hundredths of an em; rounded up rather than down, since a name that runs into its neighbour is worse.
  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar {
    case "i", "j", "l", "I", "'", ".", ",", ":", ";", "|", "!": 28
    case "f", "t", "r", " ", "(", ")", "[", "]", "/", "-": 36
    case "m", "w", "M", "W", "@", "%": 88
    case "A"..."Z": 68
    case let scalar where scalar.properties.generalCategory == .nonspacingMark: 0
    case let scalar where scalar.value >= 0x1100: 105
    default: 58
    }
  }
}
