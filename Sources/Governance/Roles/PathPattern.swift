/// A pattern for paths: `*` stands for one folder or file, or a part of its name; `**` at the end for all that lies below.
package struct PathPattern: Sendable, Hashable {
  package let text: String
  private let parts: [[UInt8]]
  private let isOpen: Bool

  /// Refuses an empty pattern, empty parts, and `**` anywhere but at the end.
  package init?(_ text: String) {
    var parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Array($0.utf8) }
    let open = Array("**".utf8)
    isOpen = parts.last == open
    if isOpen { parts.removeLast() }
    guard !text.isEmpty, parts.allSatisfy({ !$0.isEmpty && $0 != open }) else { return nil }
    self.text = text
    self.parts = parts
  }

  package func matches(_ path: String) -> Bool {
    let names = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard isOpen ? names.count > parts.count : names.count == parts.count else { return false }
    return zip(parts, names).allSatisfy { Self.matches($0[...], $1) }
  }

  private static func matches(_ pattern: ArraySlice<UInt8>, _ name: Substring.UTF8View) -> Bool {
    guard let star = pattern.firstIndex(of: UInt8(ascii: "*")) else { return name.elementsEqual(pattern) }
    let (head, tail) = (pattern[..<star], pattern[(star + 1)...])
    // One star a part is enough for names such as `*.json`.
    return name.count >= head.count + tail.count && name.prefix(head.count).elementsEqual(head)
      && name.suffix(tail.count).elementsEqual(tail)
  }
}

extension PathPattern: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let pattern = PathPattern(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not a pattern of paths such as state/tenants/*/team/**")
    }
    self = pattern
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
