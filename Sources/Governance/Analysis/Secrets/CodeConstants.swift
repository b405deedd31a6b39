/// Constants in code and in raw JSON whose name promises a secret: `const apiKey = "..."`, `"password": "..."`, and
/// parameters of addresses: `?api_key=...`.
enum CodeConstants {
  /// The bytes of the values, without their quotes.
  static func secrets(in text: String) -> [Range<Int>] {
    let bytes = Array(text.utf8)
    guard bytes.count >= 16 else { return [] }
    var result: [Range<Int>] = []
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":") {
      if index > 0, bytes[index - 1] == UInt8(ascii: "=") || bytes[index - 1] == UInt8(ascii: "!") {
        continue
      }
      guard let name = name(before: index, in: bytes), SecretName.isOne(name) else { continue }
      if let value = quoted(after: index, in: bytes) ?? parameter(after: index, named: name, in: bytes),
        isSecret(bytes[value])
      {
        result.append(value)
      }
    }
    return result
  }

  private static func isSecret(_ value: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: value, as: UTF8.self)
    return NamedValue.secret(in: text, isDeclared: false) != nil
  }

  /// The identifier, perhaps in quotes, that ends before `index`.
  private static func name(before index: Int, in bytes: [UInt8]) -> String? {
    var end = index
    while end > 0, bytes[end - 1] == 0x20 { end -= 1 }
    if end > 0, isQuote(bytes[end - 1]) { end -= 1 }
    var start = end
    while start > 0, TokenFormat.Alphabet.url.contains(bytes[start - 1]), end - start < 64 { start -= 1 }
    return start < end ? String(decoding: bytes[start..<end], as: UTF8.self) : nil
  }

  /// The content of the quoted text that follows.
  private static func quoted(after index: Int, in bytes: [UInt8]) -> Range<Int>? {
    var start = index + 1
    while start < bytes.count, bytes[start] == 0x20 { start += 1 }
    guard start < bytes.count, isQuote(bytes[start]) else { return nil }
    guard let end = bytes[(start + 1)...].firstIndex(of: bytes[start]), end - start <= 4_096 else {
      return nil
    }
    return (start + 1)..<end
  }

  /// The value of a parameter of an address, which follows `=` at once.
  private static func parameter(after index: Int, named name: String, in bytes: [UInt8]) -> Range<Int>? {
    let nameStart = index - name.utf8.count
    guard bytes[index] == UInt8(ascii: "="), nameStart > 0,
      bytes[nameStart - 1] == UInt8(ascii: "?") || bytes[nameStart - 1] == UInt8(ascii: "&")
    else { return nil }
    let value = bytes[(index + 1)...].prefix { $0 > 0x20 && !Array("&#\"'`".utf8).contains($0) }
    return value.isEmpty ? nil : value.startIndex..<value.endIndex
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
  }
}
