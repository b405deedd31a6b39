/// A Discord bot token: the bot's id in base64 (it begins with `M`, `N` or `O`), a time of 6 or 7 characters, and a
/// signature.
enum DiscordTokenRule {
  static func match<Bytes>(_ text: ScannedText<Bytes>, at start: Int) -> SecretMatch? {
    guard ByteSet("MNO").contains(text[start]), text[start - 1] != UInt8(ascii: ".") else { return nil }
    let id = text.end(of: .url, from: start, limit: 29)
    guard (24...28).contains(id - start), text[id] == UInt8(ascii: ".") else { return nil }
    let time = text.end(of: .url, from: id + 1, limit: 8)
    guard (6...7).contains(time - id - 1), text[time] == UInt8(ascii: ".") else { return nil }
    let end = text.end(of: .url, from: time + 1, limit: 41)
    let signature = Array(text.bytes[min(time + 1, end)..<end])
    guard (27...40).contains(signature.count), SecretValue.isIssued(signature, least: 27) else { return nil }
    return .certain("discord-token", "a Discord bot token", start..<end)
  }
}
