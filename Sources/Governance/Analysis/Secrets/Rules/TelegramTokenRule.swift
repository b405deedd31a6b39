/// A Telegram bot token, `123456789:AA...`: the bot's id and 35 characters, alone or after `bot` in an address.
enum TelegramTokenRule {
  static func match<Bytes>(_ text: ScannedText<Bytes>, at start: Int) -> SecretMatch? {
    guard !ByteSet.url.contains(text[start - 1]) || text.has(Array("bot".utf8), at: start - 3) else {
      return nil
    }
    let colon = text.end(of: .digits, from: start, limit: 12)
    guard (8...11).contains(colon - start), text[colon] == UInt8(ascii: ":") else { return nil }
    let end = text.end(of: .url, from: colon + 1, limit: 36)
    let key = Array(text.bytes[min(colon + 1, end)..<end])
    guard key.count == 35, SecretValue.isIssued(key, least: 35),
      !Placeholder.isOne(String(decoding: key, as: UTF8.self))
    else { return nil }
    return .certain("telegram-token", "a Telegram bot token", start..<end)
  }
}
