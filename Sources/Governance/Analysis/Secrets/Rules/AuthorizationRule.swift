/// The value of an Authorization header wherever it stands: `Bearer ...`, and `Basic` with a name and a password in
/// base64 (RFC 7617).
enum AuthorizationRule {
  private static let basic = Array("basic".utf8)
  private static let schemes = [Array("bearer".utf8), basic, Array("token".utf8)]
  private static let longestScheme = 32

  /// Called at a space.
  static func match<Bytes>(_ text: ScannedText<Bytes>, at space: Int) -> SecretMatch? {
    guard let scheme = schemes.first(where: { text.endsWord($0, before: space) }) else { return nil }
    let start = text.end(of: ByteSet(" "), from: space, limit: 4)
    let end = text.end(of: .bearer, from: start, limit: 4_096)
    guard end - start >= 8 else { return nil }
    if scheme == basic {
      guard isBasic(Array(text.bytes[start..<end])) else { return nil }
      return .certain("basic-auth", "a name and a password in base64", start..<end)
    }
    guard end - start >= 20, let secret = SecretValue.secret(in: text, start..<end, .weak) else { return nil }
    return .likely("bearer-token", "a token in an authorization", secret)
  }

  /// The place behind the name of a scheme that is none of these: `SSWS`, `GenieKey`. Nil where no such name stands.
  static func endOfOtherScheme<Bytes>(_ text: ScannedText<Bytes>, at start: Int) -> Int? {
    let end = text.end(of: .url, from: start, limit: longestScheme)
    guard end > start, text[end] == UInt8(ascii: " "),
      !schemes.contains(where: { text.endsWord($0, before: end) })
    else { return nil }
    return text.end(of: ByteSet(" "), from: end, limit: 4)
  }

  /// Whether it is base64 of printable text with a colon, and what follows the colon is no placeholder.
  private static func isBasic(_ bytes: [UInt8]) -> Bool {
    guard bytes.count % 4 == 0, let plain = decoded(bytes),
      let colon = plain.firstIndex(of: UInt8(ascii: ":"))
    else { return false }
    return plain.allSatisfy { (0x20..<0x7F).contains($0) } && colon + 1 < plain.count
      && !Placeholder.isOne(String(decoding: plain[(colon + 1)...], as: UTF8.self))
  }

  private static func decoded(_ bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in bytes.prefix(while: { $0 != UInt8(ascii: "=") }) {
      guard let value = alphabet.firstIndex(of: byte) else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return result
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
