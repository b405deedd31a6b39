/// How a piece of text looks on a terminal that has colours (ECMA-48 SGR).
package struct Style: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let bold = Style(rawValue: 1)
  package static let dim = Style(rawValue: 2)
  package static let red = Style(rawValue: 4)
  package static let green = Style(rawValue: 8)
  package static let yellow = Style(rawValue: 16)
  package static let cyan = Style(rawValue: 32)

  private static let codes: [(style: Style, code: String)] = [
    (.bold, "1"), (.dim, "2"), (.red, "31"), (.green, "32"), (.yellow, "33"), (.cyan, "36"),
  ]

  /// The text with its style switched on before it and off after it.
  func applied(to text: String) -> String {
    guard !isEmpty, !text.isEmpty else { return text }
    let codes = Self.codes.filter { contains($0.style) }.map(\.code)
    return "\u{1B}[\(codes.joined(separator: ";"))m\(text)\u{1B}[0m"
  }
}
