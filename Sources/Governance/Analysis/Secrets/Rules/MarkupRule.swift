/// An element named like a secret, in XML and SOAP: `<wsse:Password>...</wsse:Password>`.
enum MarkupRule {
  /// Called at `>`.
  static func match<Bytes>(_ text: ScannedText<Bytes>, at close: Int) -> SecretMatch? {
    guard let name = name(text, before: close), let kind = SecretName.kind(of: text, name) else { return nil }
    let end = text.first(in: ByteSet("<"), from: close + 1, limit: 512)
    guard text[end] == UInt8(ascii: "<"), text[end + 1] == UInt8(ascii: "/"),
      let secret = SecretValue.secret(in: text, (close + 1)..<end, kind)
    else { return nil }
    return .likely("markup", "an element named like a secret", secret)
  }

  /// The element's name without its namespace and attributes.
  private static func name<Bytes>(_ text: ScannedText<Bytes>, before close: Int) -> Range<Int>? {
    var open = close
    let first = max(0, close - 256)
    while open > first, !ByteSet("<>").contains(text[open - 1]) { open -= 1 }
    guard text[open - 1] == UInt8(ascii: "<") else { return nil }
    let end = text.end(of: ByteSet.dotted + ByteSet(":"), from: open, limit: SecretName.longest)
    let start = text.start(of: .dotted, before: end, limit: end - open)
    return start < end ? start..<end : nil
  }
}
