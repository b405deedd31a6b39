/// A signed token (RFC 7519): three parts of base64url, the first two of which are JSON objects.
enum JSONWebTokenRule {
  private static let object = Array("eyJ".utf8)
  /// The payload of the token in nearly every tutorial: `{"sub":"1234567890",...`.
  private static let tutorial = Array("eyJzdWIiOiIxMjM0NTY3ODkwIi".utf8)

  /// Called at the first byte of a run; what follows a dot is a part of a token that has begun before.
  static func match<Bytes>(_ text: ScannedText<Bytes>, at start: Int) -> SecretMatch? {
    guard text.has(object, at: start), text[start - 1] != UInt8(ascii: ".") else { return nil }
    let header = text.end(of: .url, from: start, limit: 2_048)
    guard text[header] == UInt8(ascii: "."), text.has(object, at: header + 1) else { return nil }
    let payload = text.end(of: .url, from: header + 1, limit: 16_384)
    guard text[payload] == UInt8(ascii: "."), !text.has(tutorial, at: header + 1) else { return nil }
    let signature = text.end(of: .url, from: payload + 1, limit: 2_048)
    guard header - start >= 16, payload - header > 16, signature - payload > 20 else { return nil }
    return .certain("json-web-token", "a signed token (JWT)", start..<signature)
  }
}
