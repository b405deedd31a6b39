/// An option of a command named like a secret: `--password ...`, `--api-key ...`, `curl -u name:...`.
enum CommandOptionRule {
  private static let valueEnd = ByteSet(" \t\n\r\"'`;|&<>")

  /// Called at a space.
  static func match<Bytes>(_ text: ScannedText<Bytes>, at space: Int) -> SecretMatch? {
    let option = text.start(of: .url, before: space, limit: SecretName.longest)
    guard option < space, text[option] == UInt8(ascii: "-") else { return nil }
    var start = text.end(of: ByteSet(" "), from: space, limit: 4)
    if ByteSet.quotes.contains(text[start]) { start += 1 }
    let end = text.first(in: valueEnd, from: start, limit: 256)
    if isUser(text, option..<space) { return password(text, start..<max(start, end)) }
    guard text[option + 1] == UInt8(ascii: "-"), let kind = SecretName.kind(of: text, (option + 2)..<space),
      let secret = SecretValue.secret(in: text, start..<max(start, end), kind)
    else { return nil }
    return .likely("command-option", "an option of a command named like a secret", secret)
  }

  private static func isUser<Bytes>(_ text: ScannedText<Bytes>, _ option: Range<Int>) -> Bool {
    ["-u", "--user", "--proxy-user"].contains(text.text(option))
  }

  /// The password of `name:password`.
  private static func password<Bytes>(_ text: ScannedText<Bytes>, _ value: Range<Int>) -> SecretMatch? {
    guard let colon = text.bytes[value].firstIndex(of: UInt8(ascii: ":")), colon > value.lowerBound,
      let secret = SecretValue.secret(in: text, (colon + 1)..<value.upperBound, .password)
    else { return nil }
    return .likely("command-option", "a password of a command", secret)
  }
}
