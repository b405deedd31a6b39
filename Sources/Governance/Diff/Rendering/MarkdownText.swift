/// Text from n8n in Markdown (CommonMark with GitHub's extensions).
package enum MarkdownText {
  /// The text so that it stands for itself: what has a meaning in Markdown or HTML is escaped, line ends are spaces.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in DiffText.safe(flat(text)).unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "+", "-", ".", "!", "|", "~", "@", ":":
        // A leading backslash also breaks what GitHub makes links of: @name, #1, https://...
        result += "\\"
        result.unicodeScalars.append(scalar)
      default:
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text as code in a line, with a fence longer than any run of backticks in it.
  static func code(_ text: String) -> String {
    let content = DiffText.safe(flat(text))
    guard !content.isEmpty else { return "` `" }
    let fence = String(repeating: "`", count: longestRun(in: content) + 1)
    let pad = content.hasPrefix("`") || content.hasSuffix("`") || content.hasPrefix(" ") ? " " : ""
    return fence + pad + content + pad + fence
  }

  /// The lines as a block of code in a language.
  static func block(_ lines: [String], language: String) -> String {
    let content = lines.map { DiffText.safe($0) }
    let longest = content.map(longestRun).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return fence + language + "\n" + content.map { $0 + "\n" }.joined() + fence
  }

  private static func flat(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }

  private static func longestRun(in text: String) -> Int {
    var longest = 0
    var current = 0
    for byte in text.utf8 {
      current = byte == UInt8(ascii: "`") ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }
}
