internal import JSON

/// Plain scalars.
enum YAMLScalar {
  /// The value of a plain scalar by YAML's core schema (YAML 1.2 section 10.3).
  static func value(of text: String) -> JSON {
    switch text {
    case "", "~", "null", "Null", "NULL": .null
    case "true", "True", "TRUE": .bool(true)
    case "false", "False", "FALSE": .bool(false)
    default: JSONNumber(text: text).map { .number($0) } ?? .string(text)
    }
  }

  /// The text up to a comment: a hash with a blank before it.
  static func withoutComment(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let comment = text.indices.first { index in
      text[index] == UInt8(ascii: "#") && index > text.startIndex && text[index - 1] == UInt8(ascii: " ")
    }
    guard let comment else { return text }
    var end = comment
    while end > text.startIndex, text[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return text[..<end]
  }
}
