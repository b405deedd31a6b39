/// A private key in PEM (RFC 7468), with its first and last line; one that is cut off, to its end.
enum PrivateKeyRule {
  private static let begin = Array("-----BEGIN ".utf8)
  private static let end = Array("-----END ".utf8)
  private static let label = ByteSet.capitals + ByteSet(" ")
  /// Base64, headers of old keys, and line ends, which JSON inside a text writes as `\n`.
  private static let body = ByteSet.base64 + ByteSet.space + ByteSet("\\:,")

  static func match<Bytes>(_ text: ScannedText<Bytes>, at start: Int) -> SecretMatch? {
    guard text.has(begin, at: start) else { return nil }
    let labelEnd = text.end(of: label, from: start + begin.count, limit: 64)
    guard text.has(Array("-----".utf8), at: labelEnd),
      text.text(start..<labelEnd).contains("PRIVATE KEY")
    else { return nil }
    let keyStart = labelEnd + 5
    // Old keys have a line `DEK-Info: AES-128-CBC,...`: single dashes belong to the body, five end it.
    var keyEnd = text.end(of: body, from: keyStart, limit: 16_384)
    while text[keyEnd] == UInt8(ascii: "-"), text[keyEnd + 1] != UInt8(ascii: "-"), keyEnd - keyStart < 16_384
    {
      keyEnd = text.end(of: body, from: keyEnd + 1, limit: 16_384)
    }
    let letters = text.bytes[keyStart..<keyEnd].filter(ByteSet.base64.contains)
    guard letters.count >= 40, Set(letters).count >= 16 else { return nil }
    return .certain("private-key", "a private key", start..<lastLine(text, keyEnd))
  }

  /// The end of the line `-----END ...-----`; `index` where there is none.
  private static func lastLine<Bytes>(_ text: ScannedText<Bytes>, _ index: Int) -> Int {
    guard text.has(end, at: index) else { return index }
    let labelEnd = text.end(of: label, from: index + end.count, limit: 64)
    return text.has(Array("-----".utf8), at: labelEnd) ? labelEnd + 5 : labelEnd
  }
}
