/// Finds secrets in a text by their form alone.
enum TextDetectors {
  struct Match: Hashable {
    let detector: String
    let kind: String
    let range: Range<Int>
  }

  /// The secrets of known form in a text, from left to right.
  static func matches(in text: String) -> [Match] {
    let bytes = Array(text.utf8)
    guard bytes.count >= 12 else { return [] }
    var result: [Match] = []
    var index = 0
    while index < bytes.count {
      if let match = match(in: bytes, at: index) {
        result.append(match)
        index = max(match.range.upperBound, index + 1)
      } else {
        index += 1
      }
    }
    return result
  }

  private static func match(in bytes: [UInt8], at start: Int) -> Match? {
    switch bytes[start] {
    case UInt8(ascii: "-"): return privateKey(bytes, start)
    case UInt8(ascii: ":"): return password(inURL: bytes, start)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return telegramToken(bytes, start)
    case UInt8(ascii: "e"): return jsonWebToken(bytes, start)
    default: break
    }
    guard firstBytes[Int(bytes[start])] else { return nil }
    for format in TokenFormat.all where format.prefix.first == bytes[start] {
      if let end = format.end(in: bytes, at: start) {
        return Match(detector: format.detector, kind: format.kind, range: start..<end)
      }
    }
    return nil
  }

  /// Which bytes a known format begins with.
  private static let firstBytes: [Bool] = {
    var result = [Bool](repeating: false, count: 256)
    for format in TokenFormat.all { if let first = format.prefix.first { result[Int(first)] = true } }
    return result
  }()

  /// A private key in PEM (RFC 7468), to its end line or the end of the text.
  private static func privateKey(_ bytes: [UInt8], _ start: Int) -> Match? {
    guard bytes[start...].starts(with: Array("-----BEGIN ".utf8)) else { return nil }
    let line = bytes[start...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\\") }
    guard String(decoding: line, as: UTF8.self).contains("PRIVATE KEY") else { return nil }
    let end = bytes.firstIndex(of: Array("-----END ".utf8), from: start) ?? bytes.count
    guard end - start > 100 else { return nil }
    return Match(detector: "private-key", kind: "a private key", range: start..<end)
  }

  /// The password of `scheme://user:password@host`. Called at the first colon.
  private static func password(inURL bytes: [UInt8], _ start: Int) -> Match? {
    guard bytes[start...].starts(with: Array("://".utf8)), start > 0,
      TokenFormat.Alphabet.alphanumeric.contains(bytes[start - 1])
    else { return nil }
    let authority = bytes[(start + 3)...].prefix { byte in
      byte > 0x20 && byte < 0x7F && !Array("/?#\"'`<>{}".utf8).contains(byte)
    }
    guard let at = authority.lastIndex(of: UInt8(ascii: "@")),
      let colon = authority[..<at].firstIndex(of: UInt8(ascii: ":")), colon + 1 < at,
      colon > authority.startIndex
    else { return nil }
    let secret = (colon + 1)..<at
    guard !Placeholder.isOne(String(decoding: bytes[secret], as: UTF8.self)) else { return nil }
    return Match(detector: "url-password", kind: "a password in an address", range: secret)
  }

  /// `123456789:AA...`: the bot's id and 35 characters.
  private static func telegramToken(_ bytes: [UInt8], _ start: Int) -> Match? {
    if start > 0, TokenFormat.Alphabet.alphanumeric.contains(bytes[start - 1]),
      !(start >= 3 && bytes[(start - 3)..<start].elementsEqual("bot".utf8))
    {
      return nil
    }
    let id = bytes[start...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard (8...11).contains(id.count), id.endIndex < bytes.count, bytes[id.endIndex] == UInt8(ascii: ":")
    else {
      return nil
    }
    let key = bytes[(id.endIndex + 1)...].prefix(while: TokenFormat.Alphabet.url.contains)
    guard key.count == 35, TokenFormat.looksRandom(key) else { return nil }
    return Match(detector: "telegram-token", kind: "a Telegram bot token", range: start..<key.endIndex)
  }

  /// A signed token (RFC 7519): three parts, the first two of which are JSON objects.
  private static func jsonWebToken(_ bytes: [UInt8], _ start: Int) -> Match? {
    guard bytes[start...].starts(with: Array("eyJ".utf8)),
      start == 0 || !TokenFormat.Alphabet.url.contains(bytes[start - 1])
    else { return nil }
    let token = bytes[start...].prefix(while: TokenFormat.Alphabet.dotted.contains)
    let parts = token.split(separator: UInt8(ascii: "."))
    guard parts.count == 3, parts[0].count >= 16, parts[1].count >= 16, parts[2].count >= 20,
      parts[1].starts(with: Array("eyJ".utf8))
    else { return nil }
    return Match(detector: "json-web-token", kind: "a signed token (JWT)", range: start..<parts[2].endIndex)
  }
}
