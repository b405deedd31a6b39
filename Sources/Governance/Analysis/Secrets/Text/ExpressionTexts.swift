/// The texts in quotes inside of expressions, `={{ 'text' }}`: not the names of nodes and members, which stand in
/// parentheses and brackets.
enum ExpressionTexts {
  static func isPresent<Bytes>(in text: ScannedText<Bytes>) -> Bool {
    (0..<max(0, text.count - 1)).contains { index in isOpening(text, index) }
  }

  static func all<Bytes>(in text: ScannedText<Bytes>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var isInside = false
    var index = 0
    while index < text.count {
      if !isInside {
        isInside = isOpening(text, index)
      } else if text[index] == UInt8(ascii: "}"), text[index + 1] == UInt8(ascii: "}") {
        isInside = false
      } else if ByteSet.quotes.contains(text[index]), let quoted = text.quoted(at: index) {
        if !ByteSet("[(").contains(text[index - 1]) { result.append(quoted) }
        index = quoted.upperBound
      }
      index += 1
    }
    return result
  }

  private static func isOpening<Bytes>(_ text: ScannedText<Bytes>, _ index: Int) -> Bool {
    text[index] == UInt8(ascii: "{") && text[index + 1] == UInt8(ascii: "{")
  }
}
