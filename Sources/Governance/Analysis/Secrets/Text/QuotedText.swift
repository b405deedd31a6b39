/// Texts in quotes, as code and JSON have them; in JSON inside a text the quotes have a backslash before them.
extension ScannedText {
  /// No secret is longer; what is, is a document.
  static var longestSecret: Int { 4_096 }

  /// The content of the quoted text that begins at `start`, without the quotes; nil where none does.
  func quoted(at start: Int) -> Range<Int>? {
    var open = start
    // Python's prefixes.
    if ByteSet("fFrRbBuU").contains(self[open]), ByteSet.quotes.contains(self[open + 1]) { open += 1 }
    let isEscaped = self[open] == UInt8(ascii: "\\")
    if isEscaped { open += 1 }
    let quote = self[open]
    guard ByteSet.quotes.contains(quote) else { return nil }
    var index = open + 1
    let last = min(count, index + Self.longestSecret)
    while index < last {
      let byte = bytes[index]
      if byte == quote { return (open + 1)..<index }
      if byte == UInt8(ascii: "\\") {
        if isEscaped, self[index + 1] == quote { return (open + 1)..<index }
        index += 1
      }
      index += 1
    }
    return nil
  }

  /// The name that ends before `end`: an identifier, perhaps in quotes, perhaps as the index of something.
  func name(before end: Int) -> Range<Int>? {
    var end = start(of: ByteSet.space, before: end, limit: 8)
    if self[end - 1] == UInt8(ascii: "]"), ByteSet.quotes.contains(self[end - 2]) { end -= 1 }
    if ByteSet.quotes.contains(self[end - 1]) {
      end -= 1
      if self[end - 1] == UInt8(ascii: "\\") { end -= 1 }
    }
    let start = start(of: ByteSet.name, before: end, limit: SecretName.longest)
    return start < end ? start..<end : nil
  }
}
