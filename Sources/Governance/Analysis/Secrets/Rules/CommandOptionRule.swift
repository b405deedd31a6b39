/// An option of a command named like a secret: `--password ...`, `--api-key=...`, `curl -u name:...`.
enum CommandOptionRule {
  private static let valueEnd = ByteSet(" \t\n\r\"'`;|&<>")

  /// Called at a space or at `=`.
  static func match<Bytes>(_ text: ScannedText<Bytes>, at sign: Int) -> SecretMatch? {
    let option = text.start(of: .url, before: sign, limit: SecretName.longest)
    guard option < sign, text[option] == UInt8(ascii: "-") else { return nil }
    var start = text[sign] == UInt8(ascii: " ") ? text.end(of: ByteSet(" "), from: sign, limit: 4) : sign + 1
    if ByteSet.quotes.contains(text[start]) { start += 1 }
    let end = text.first(in: valueEnd, from: start, limit: 256)
    if isUser(text, option..<sign) { return password(text, start..<max(start, end)) }
    // Behind `=` a text in quotes is a constant, and so is what is longer.
    let isWhole = start == sign + 1 && (end == text.count || valueEnd.contains(text[end]))
    guard text[sign] == UInt8(ascii: " ") || isWhole else { return nil }
    guard text[option + 1] == UInt8(ascii: "-"), let kind = SecretName.kind(of: text, (option + 2)..<sign),
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
