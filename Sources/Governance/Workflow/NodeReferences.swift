/// Rewrites the references to nodes in expressions and code: `$('Name')`, `$node["Name"]`, `$items("Name")`.
///
/// n8n's editor rewrites them when a node is renamed (editor recordings, row `rename-node`), in code too.
enum NodeReferences {
  private static let openers = ["$(", "$node[", "$items("].map { Array($0.utf8) }

  /// The text with the names in it replaced by what `renamed` returns for them; nil leaves a name. The result is
  /// for comparison: names are written with as few escapes as possible.
  static func rewriting(_ text: String, _ renamed: (String) -> String?) -> String {
    let bytes = Array(text.utf8)
    guard bytes.contains(UInt8(ascii: "$")) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "$"),
        let opener = openers.first(where: { bytes[index...].starts(with: $0) })
      else {
        result.append(bytes[index])
        index += 1
        continue
      }
      result += opener
      index += opener.count
      guard let literal = Literal(in: bytes, at: index) else { continue }
      result.append(literal.quote)
      result += escaped(renamed(literal.text) ?? literal.text, quote: literal.quote)
      result.append(literal.quote)
      index = literal.end
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The names of the nodes that a text refers to, in order, each as often as it stands there.
  static func names(in text: String) -> [String] {
    var names: [String] = []
    _ = rewriting(text) { name in
      names.append(name)
      return nil
    }
    return names
  }

  private static func escaped(_ name: String, quote: UInt8) -> [UInt8] {
    var result: [UInt8] = []
    for byte in name.utf8 {
      if byte == quote || byte == UInt8(ascii: "\\") { result.append(UInt8(ascii: "\\")) }
      result.append(byte)
    }
    return result
  }

  /// A quoted JavaScript string.
  private struct Literal {
    let quote: UInt8
    let text: String
    let end: Int

    init?(in bytes: [UInt8], at start: Int) {
      guard start < bytes.count else { return nil }
      quote = bytes[start]
      guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "`") else {
        return nil
      }
      var content: [UInt8] = []
      var index = start + 1
      while index < bytes.count, bytes[index] != quote {
        if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count { index += 1 }
        content.append(bytes[index])
        index += 1
      }
      guard index < bytes.count else { return nil }
      text = String(decoding: content, as: UTF8.self)
      end = index + 1
    }
  }
}
