/// What code takes where nothing is configured: `process.env.API_KEY || "..."`, `const token = $json.t ?? '...'`.
enum FallbackRule {
  /// How far the name that gets the value is looked for.
  private static let longestExpression = 96
  /// What ends the expression before it.
  private static let ends = ByteSet(";,&{}\n")
  private static let signs = ByteSet("=:")

  /// Called at `|` or `?`.
  static func match<Bytes>(_ text: ScannedText<Bytes>, at index: Int) -> SecretMatch? {
    guard text[index + 1] == text[index] else { return nil }
    let start = text.end(of: .space, from: index + 2, limit: 8)
    guard ByteSet.quotes.contains(text[start]) || text[start] == UInt8(ascii: "\\"),
      let kind = text.name(before: index).flatMap({ SecretName.kind(of: text, $0) })
        ?? assignedKind(text, before: index),
      let quoted = text.quoted(at: start), let secret = SecretValue.secret(in: text, quoted, kind)
    else { return nil }
    return .likely("code-constant", "a constant named like a secret", secret)
  }

  /// Of what gets the value of the expression that ends here.
  private static func assignedKind<Bytes>(_ text: ScannedText<Bytes>, before end: Int) -> SecretName.Kind? {
    for index in stride(from: end - 1, to: max(-1, end - longestExpression), by: -1) {
      if ends.contains(text[index]) { return nil }
      if signs.contains(text[index]) { return AssignmentRule.kind(text, assignedAt: index) }
    }
    return nil
  }
}
