internal import JSON

/// Flow collections: `[a, b]` and `{a: b}`.
struct YAMLFlow {
  private var rest: ArraySlice<UInt8>

  /// The collection that the text begins with, and what follows it; nil where it is not closed or not one.
  static func read(_ text: ArraySlice<UInt8>) -> (value: JSON, rest: ArraySlice<UInt8>)? {
    var reader = YAMLFlow(rest: text)
    return reader.value(depth: 0).map { ($0, reader.rest) }
  }

  private mutating func value(depth: Int) -> JSON? {
    skipBlanks()
    guard depth < YAMLReader.maximumDepth else { return nil }
    switch rest.first {
    case UInt8(ascii: "["): return sequence(depth: depth)
    case UInt8(ascii: "{"): return mapping(depth: depth)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return quoted().map { .string($0) }
    case nil: return nil
    default: return YAMLScalar.value(of: plain(endingAt: ",]}"))
    }
  }

  private mutating func sequence(depth: Int) -> JSON? {
    var elements: [JSON] = []
    rest = rest.dropFirst()
    while !take("]") {
      guard let element = value(depth: depth + 1) else { return nil }
      elements.append(element)
      guard take(",") || next == UInt8(ascii: "]") else { return nil }
    }
    return .array(elements)
  }

  private mutating func mapping(depth: Int) -> JSON? {
    var members: [(String, JSON)] = []
    rest = rest.dropFirst()
    while !take("}") {
      guard
        let key = next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") ? quoted() : plain(endingAt: ":,}")
      else { return nil }
      guard !rest.isEmpty else { return nil }
      var member = JSON.null
      if take(":") {
        guard let value = value(depth: depth + 1) else { return nil }
        member = value
      }
      members.append((key, member))
      guard take(",") || next == UInt8(ascii: "}") else { return nil }
    }
    return .object(JSONObject(members))
  }

  private mutating func quoted() -> String? {
    guard let quoted = YAMLQuoted(rest) else { return nil }
    rest = quoted.rest
    return quoted.text
  }

  private mutating func plain(endingAt marks: String) -> String {
    let text = rest.prefix { !marks.utf8.contains($0) }
    rest = rest[text.endIndex...]
    return String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private var next: UInt8? {
    mutating get {
      skipBlanks()
      return rest.first
    }
  }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: mark) else { return false }
    rest = rest.dropFirst()
    return true
  }

  private mutating func skipBlanks() { rest = rest.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 } }
}
