/// Keys of services that give theirs a form of its own (`ghp_...`, `sk_live_...`), so that they can be told anywhere.
enum IssuedTokenRule {
  /// Called at the first byte of a run of letters, digits, `-` and `_`.
  static func match<Bytes>(_ text: ScannedText<Bytes>, at start: Int) -> SecretMatch? {
    for format in byFirstByte[Int(text[start] & 0x7F)] where text.has(format.prefix, at: start) {
      if let end = end(of: format, text, from: start + format.prefix.count) {
        return .certain(format.detector, format.kind, start..<end)
      }
    }
    return nil
  }

  private static func end<Bytes>(of format: TokenFormat, _ text: ScannedText<Bytes>, from start: Int) -> Int?
  {
    var end = text.end(of: format.alphabet, from: start, limit: format.length.upperBound + 1)
    // A dot at the end is the sentence's, and a further one begins something else: the rest of a host.
    let dots = (start..<end).filter { text[$0] == UInt8(ascii: ".") }
    if dots.count > format.dots { end = dots[format.dots] }
    while end > start, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
    guard format.length.contains(end - start), !ByteSet.alphanumeric.contains(text[end]) else { return nil }
    let body = Array(text.bytes[start..<end])
    guard body.count(where: { $0 == UInt8(ascii: ".") }) == format.dots else { return nil }
    guard !Placeholder.isOne(String(decoding: body, as: UTF8.self)) else { return nil }
    return isRandom(body, of: format.alphabet) ? end : nil
  }

  /// Where hyphens may stand, words may: then it takes more than a digit to be no word.
  private static func isRandom(_ body: [UInt8], of alphabet: ByteSet) -> Bool {
    if alphabet.contains(UInt8(ascii: "-")) { return SecretValue.isIssued(body, least: 8) }
    let hasWords = alphabet.contains(UInt8(ascii: "z"))
    let isNoWord = body.contains(where: ByteSet.digits.contains) || SecretValue.isOfMixedCase(body)
    return SecretValue.isVaried(body) && (!hasWords || isNoWord)
  }

  private static let byFirstByte: [[TokenFormat]] = {
    var result = [[TokenFormat]](repeating: [], count: 128)
    for format in TokenFormat.all {
      if let first = format.prefix.first { result[Int(first & 0x7F)].append(format) }
    }
    return result
  }()
}
