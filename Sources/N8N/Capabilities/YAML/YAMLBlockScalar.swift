/// Literal (`|`) and folded (`>`) scalars.
enum YAMLBlockScalar {
  /// The text of the lines below the header; indentation comes from the first line with text.
  static func text(of lines: [YAMLLine], header: ArraySlice<UInt8>) -> String {
    let indent = lines.first { !$0.isBlank }?.indent ?? 0
    let texts = lines.map { line in
      String(repeating: " ", count: line.isBlank ? 0 : max(0, line.indent - indent))
        + String(decoding: line.text, as: UTF8.self)
    }
    let kept = texts.reversed().drop { $0.isEmpty }.reversed()
    guard !kept.isEmpty else { return "" }
    let body = header.first == UInt8(ascii: ">") ? folded(Array(kept)) : kept.joined(separator: "\n")
    return header.contains(UInt8(ascii: "-")) ? body : body + "\n"
  }

  private static func folded(_ lines: [String]) -> String {
    var text = ""
    var previous: String?
    for line in lines {
      if let previous {
        let keepsBreak = line.isEmpty || previous.isEmpty || line.hasPrefix(" ") || previous.hasPrefix(" ")
        text += keepsBreak ? (line.isEmpty ? "\n" : (previous.isEmpty ? "" : "\n")) : " "
      }
      text += line
      previous = line
    }
    return text
  }
}
