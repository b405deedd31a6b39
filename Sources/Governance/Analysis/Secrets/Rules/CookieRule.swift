/// The values of a `Cookie` header (RFC 6265) that cannot be anything but a session.
enum CookieRule {
  static func matches<Bytes>(in text: ScannedText<Bytes>) -> [SecretMatch] {
    guard !ExpressionTexts.isPresent(in: text) else { return [] }
    var result: [SecretMatch] = []
    var start = 0
    while start < text.count {
      let end = text.first(in: ByteSet(";"), from: start, limit: text.count)
      let sign = text.first(in: ByteSet("="), from: start, limit: end - start)
      if sign + 1 < end, let secret = SecretValue.secret(in: text, (sign + 1)..<end, .weak) {
        result.append(.likely("cookie", "a session in a cookie", secret))
      }
      start = end + 1
    }
    return result
  }
}
