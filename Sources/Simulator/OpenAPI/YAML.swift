internal import JSON

/// Block YAML (1.2) of a JSON value, in the style of n8n's document: two spaces, plain text where it is safe.
enum YAML {
  static func text(_ value: JSON) -> String {
    lines(value).joined(separator: "\n") + "\n"
  }

  private static func lines(_ value: JSON) -> [String] {
    switch value {
    case .object(let object) where !object.isEmpty: object.flatMap { member($0.key, $0.value) }
    case .array(let elements) where !elements.isEmpty: elements.flatMap(element)
    default: [scalar(value)]
    }
  }

  private static func member(_ key: String, _ value: JSON) -> [String] {
    let key = quoted(key)
    return isNested(value) ? ["\(key):"] + indented(lines(value)) : ["\(key): \(scalar(value))"]
  }

  private static func element(_ value: JSON) -> [String] {
    let inner = lines(value)
    return ["- \(inner[0])"] + indented(Array(inner.dropFirst()))
  }

  private static func isNested(_ value: JSON) -> Bool {
    switch value {
    case .object(let object): !object.isEmpty
    case .array(let elements): !elements.isEmpty
    default: false
    }
  }

  private static func indented(_ lines: [String]) -> [String] {
    lines.map { "  " + $0 }
  }

  private static func scalar(_ value: JSON) -> String {
    switch value {
    case .string(let text): quoted(text)
    case .object: "{}"
    case .array: "[]"
    default: value.text(.compact)
    }
  }

  /// Text stands plain where no reader can take it for anything else.
  private static func quoted(_ text: String) -> String {
    let isPlain =
      !text.isEmpty && !["true", "false", "null", "yes", "no", "on", "off"].contains(text.lowercased())
      && text.utf8.first.map { isLetter($0) || $0 == UInt8(ascii: "/") } ?? false
      && !text.contains(": ") && !text.contains(" #") && !text.hasSuffix(":")
      && text.utf8.allSatisfy { $0 >= 32 && $0 < 127 }
    guard !isPlain else { return text }
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
