/// What code takes where nothing is configured: `process.env.API_KEY || "..."`, `$vars.token ?? '...'`.
enum FallbackRule {
  /// Called at `|` or `?`.
  static func match<Bytes>(_ text: ScannedText<Bytes>, at index: Int) -> SecretMatch? {
    guard text[index + 1] == text[index], let name = text.name(before: index),
      let kind = SecretName.kind(of: text, name),
      let quoted = text.quoted(at: text.end(of: .space, from: index + 2, limit: 8)),
      let secret = SecretValue.secret(in: text, quoted, kind)
    else { return nil }
    return .likely("code-constant", "a constant named like a secret", secret)
  }
}
