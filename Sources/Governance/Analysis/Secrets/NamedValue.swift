/// Values behind names that promise a secret.
enum NamedValue {
  private static let schemes = ["bearer ", "basic ", "token ", "apikey "]

  /// The bytes of the secret in a value: all of it, or what follows `Bearer`; nil where it is none. An expression that
  /// only puts something together (`=Bearer {{ ... }}`) is none.
  ///
  /// - Parameter isDeclared: whether n8n itself treats the parameter as a password, so that any text is one.
  static func secret(in text: String, isDeclared: Bool) -> Range<Int>? {
    if text.contains("{{") { return nil }
    var start = text.utf8.first == UInt8(ascii: "=") ? 1 : 0
    let lower = text.lowercased()
    if let scheme = schemes.first(where: { lower.dropFirst(start).hasPrefix($0) }) {
      start += scheme.utf8.count
    }
    let bytes = Array(text.utf8)
    guard start < bytes.count else { return nil }
    let value = String(decoding: bytes[start...], as: UTF8.self)
    guard !Placeholder.isOne(value) else { return nil }
    let isSecret = isDeclared ? value.utf8.count >= 4 : looksSecret(bytes[start...])
    return isSecret ? start..<bytes.count : nil
  }

  /// Whether it could be a password: eight characters or more without white space, of two kinds, or twenty of any.
  static func looksSecret(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count >= 8, bytes.count <= 4_096, !bytes.contains(where: { $0 <= 0x20 }) else { return false }
    return TokenFormat.looksRandom(bytes) || bytes.count >= 20 && Set(bytes).count >= 8
  }
}
