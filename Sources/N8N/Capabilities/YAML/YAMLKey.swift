/// The key at the beginning of a line, and what follows its colon.
struct YAMLKey {
  let name: String
  let rest: ArraySlice<UInt8>

  /// Nil where the line does not begin with a key.
  init?(_ text: ArraySlice<UInt8>) {
    switch text.first {
    case nil, UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "#"):
      return nil
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      guard let quoted = YAMLQuoted(text), let rest = Self.afterColon(quoted.rest) else { return nil }
      name = quoted.text
      self.rest = rest
    default:
      guard let colon = Self.colon(in: text), let rest = Self.afterColon(text[colon...]) else { return nil }
      name = String(decoding: text[..<colon], as: UTF8.self)
      self.rest = rest
    }
  }

  /// A colon counts where a blank or the line's end follows it.
  private static func colon(in text: ArraySlice<UInt8>) -> Int? {
    text.indices.first { index in
      text[index] == UInt8(ascii: ":") && (index + 1 == text.endIndex || text[index + 1] == UInt8(ascii: " "))
    }
  }

  private static func afterColon(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let text = text.drop { $0 == UInt8(ascii: " ") }
    guard text.first == UInt8(ascii: ":") else { return nil }
    let rest = text.dropFirst()
    guard rest.isEmpty || rest.first == UInt8(ascii: " ") else { return nil }
    let value = rest.drop { $0 == UInt8(ascii: " ") }
    return value.first == UInt8(ascii: "#") ? value[value.endIndex...] : value
  }
}
