/// The lines of a `.gitattributes` file that name the diff and merge driver of workflow files (gitattributes(5)).
struct GitAttributes {
  static let driver = "n8n-workflow"
  static let comment = "# Workflows read and merge node by node: n8n-ops git-setup."

  /// Patterns of an ops repository: approved content, and on observed branches what runs.
  static let ledgerPatterns = [
    "state/tenants/*/environments/*/baseline/*.json", "/workflows/*.json", "/drafts/*.json",
    "/unmanaged/*.json", "/unmanaged-drafts/*.json",
  ]

  private(set) var text: String
  /// The patterns that were not there.
  private(set) var added: [String] = []

  /// Adds what is missing to a file; everything that is there stays.
  init(adding patterns: [String], to text: String) {
    let present = Set(text.split(whereSeparator: \.isNewline).compactMap(Self.patternOfOurs))
    let missing = patterns.filter { !present.contains(Self.quoted($0)) }
    self.text = text
    guard !missing.isEmpty else { return }
    added = missing
    let end = text.contains("\r\n") ? "\r\n" : "\n"
    if !text.isEmpty, text.last?.isNewline == false { self.text += end }
    if !text.contains(Self.comment) { self.text += (text.isEmpty ? "" : end) + Self.comment + end }
    for pattern in missing { self.text += Self.line(pattern) + end }
  }

  /// The text without our lines.
  static func removed(from text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { line in
        let bare = line.last == "\r" ? line.dropLast() : line
        return patternOfOurs(bare) == nil && bare != comment[...]
      }.joined(separator: "\n")
  }

  private static func line(_ pattern: String) -> String {
    "\(quoted(pattern)) diff=\(driver) merge=\(driver)"
  }

  /// The pattern of a line that names both drivers.
  private static func patternOfOurs(_ line: Substring) -> String? {
    let suffix = " diff=\(driver) merge=\(driver)"
    return line.hasSuffix(suffix) ? String(line.dropLast(suffix.count)) : nil
  }

  /// A pattern as the file must have it: in quotes, as C writes them, where it holds white space or a quote.
  private static func quoted(_ pattern: String) -> String {
    guard pattern.contains(where: { $0.isWhitespace || $0 == "\"" }) else { return pattern }
    let escaped = pattern.unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\t": "\\t"
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }

  /// The pattern that a path alone has: characters with a meaning are escaped.
  static func pattern(for path: String) -> String {
    var result = "/"
    for scalar in path.unicodeScalars {
      if "*?[]\\".unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
