/// Breaks text into lines.
enum TextWrapping {
  /// Lines of at most the width, broken at spaces; a longer word stands alone. Line ends in the text
  /// stay, and a line that begins with a space is kept as it is.
  static func lines(_ text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      line.hasPrefix(" ") ? [String(line)] : wrapped(line, width)
    }
  }

  /// The pieces in lines of at most the width, each piece unbroken.
  static func lines(of pieces: [String], width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for piece in pieces {
      if !line.isEmpty && DisplayWidth.of(line) + 1 + DisplayWidth.of(piece) > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? piece : " \(piece)"
    }
    return lines + [line]
  }

  private static func wrapped(_ paragraph: Substring, _ width: Int) -> [String] {
    lines(of: paragraph.split(separator: " ").map(String.init), width: width)
  }
}
