/// How a piece of text looks on a terminal that has colours (ECMA-48 SGR).
package struct Style: OptionSet, Sendable, Hashable {
  /// One bit a property.
  package let rawValue: UInt8

  /// The properties whose bits are set.
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Headings, what matters.
  package static let bold = Style(rawValue: 1)
  /// What can be overlooked.
  package static let dim = Style(rawValue: 2)
  /// Failures, high risk.
  package static let red = Style(rawValue: 4)
  /// All is well, low risk.
  package static let green = Style(rawValue: 8)
  /// Warnings, medium risk.
  package static let yellow = Style(rawValue: 16)
  /// Names and links.
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
