/// Two arguments, of which the first names a secret: `headers.set("X-Api-Key", "...")`, `os.getenv("TOKEN", "...")`.
/// The value has to be unmistakable: a list of names looks the same.
enum ArgumentRule {
  /// Called at a comma.
  static func match<Bytes>(_ text: ScannedText<Bytes>, at comma: Int) -> SecretMatch? {
    let nameEnd = text.start(of: .space, before: comma, limit: 8)
    guard ByteSet.quotes.contains(text[nameEnd - 1]), let name = text.name(before: comma),
      ByteSet.quotes.contains(text[name.lowerBound - 1]), SecretName.kind(of: text, name) != nil,
      let quoted = text.quoted(at: text.end(of: .space, from: comma + 1, limit: 8)),
      let secret = SecretValue.secret(in: text, quoted, .weak)
    else { return nil }
    return .likely("code-constant", "a constant named like a secret", secret)
  }
}
