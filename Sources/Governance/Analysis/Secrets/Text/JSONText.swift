/// A JSON document that stands in a text: its texts, with the bytes at which they stand, and what is around them.
enum JSONText {
  /// What stands between the quotes, escapes as they are.
  case string(Range<Int>)
  case array([JSONText])
  case object([(name: Range<Int>, value: JSONText)])
  /// What holds no text: numbers and the like, expressions of n8n, what is empty. It takes no memory.
  case other

  /// Nil for a text that is no array or object, or is nested deeper than 64 levels.
  init?<Bytes>(_ text: ScannedText<Bytes>) {
    var reader = JSONTextReader(text)
    guard let document = reader.document() else { return nil }
    self = document
  }

  fileprivate var hasText: Bool {
    if case .other = self { false } else { true }
  }
}

/// Reads each byte once and gives up at the first that does not fit. In a text that n8n evaluates (`={ ... }`)
/// expressions stand for values and in strings, with quotes of their own.
private struct JSONTextReader<Bytes: RandomAccessCollection>
where Bytes.Element == UInt8, Bytes.Index == Int {
  private static var deepest: Int { 64 }
  private static var scalar: ByteSet { .alphanumeric + ByteSet("+-.") }

  private let text: ScannedText<Bytes>
  private let isExpression: Bool
  private var index = 0

  init(_ text: ScannedText<Bytes>) {
    self.text = text
    isExpression = text[0] == UInt8(ascii: "=")
    if isExpression { index = 1 }
  }

  mutating func document() -> JSONText? {
    skipSpace()
    guard text[index] == UInt8(ascii: "{") || text[index] == UInt8(ascii: "["), let result = value(depth: 1)
    else { return nil }
    skipSpace()
    return index == text.count ? result : nil
  }

  private mutating func value(depth: Int) -> JSONText? {
    guard depth <= Self.deepest else { return nil }
    skipSpace()
    switch text[index] {
    case UInt8(ascii: "\""): return string().map(JSONText.string)
    case UInt8(ascii: "["): return array(depth)
    case UInt8(ascii: "{"): return isAtExpression ? expression() : object(depth)
    default: return scalar()
    }
  }

  private mutating func array(_ depth: Int) -> JSONText? {
    var elements: [JSONText] = []
    index += 1
    if skip(UInt8(ascii: "]")) { return .other }
    repeat {
      guard let element = value(depth: depth + 1) else { return nil }
      if element.hasText { elements.append(element) }
    } while skip(UInt8(ascii: ","))
    guard skip(UInt8(ascii: "]")) else { return nil }
    return elements.isEmpty ? .other : .array(elements)
  }

  private mutating func object(_ depth: Int) -> JSONText? {
    var members: [(name: Range<Int>, value: JSONText)] = []
    index += 1
    if skip(UInt8(ascii: "}")) { return .other }
    repeat {
      skipSpace()
      guard let name = string(), skip(UInt8(ascii: ":")), let value = value(depth: depth + 1) else {
        return nil
      }
      if value.hasText { members.append((name, value)) }
    } while skip(UInt8(ascii: ","))
    guard skip(UInt8(ascii: "}")) else { return nil }
    return members.isEmpty ? .other : .object(members)
  }

  private mutating func string() -> Range<Int>? {
    guard text[index] == UInt8(ascii: "\"") else { return nil }
    index += 1
    let start = index
    while index < text.count {
      if text[index] == UInt8(ascii: "\"") {
        index += 1
        return start..<(index - 1)
      }
      if isAtExpression {
        guard expression() != nil else { return nil }
      } else {
        index += text[index] == UInt8(ascii: "\\") ? 2 : 1
      }
    }
    return nil
  }

  private mutating func scalar() -> JSONText? {
    let start = index
    index = text.end(of: Self.scalar, from: index, limit: text.count)
    return index > start ? .other : nil
  }

  private var isAtExpression: Bool {
    isExpression && text[index] == UInt8(ascii: "{") && text[index + 1] == UInt8(ascii: "{")
  }

  private mutating func expression() -> JSONText? {
    while index < text.count {
      index = text.first(in: ByteSet("}"), from: index, limit: text.count) + 1
      if text[index] == UInt8(ascii: "}") {
        index += 1
        return .other
      }
    }
    return nil
  }

  private mutating func skipSpace() { index = text.end(of: .space, from: index, limit: text.count) }

  /// Whether the sign comes next, which is read then.
  private mutating func skip(_ sign: UInt8) -> Bool {
    skipSpace()
    guard text[index] == sign else { return false }
    index += 1
    return true
  }
}
