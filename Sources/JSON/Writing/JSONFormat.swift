/// How a value is written.
package enum JSONFormat: Sendable, Hashable, CaseIterable {
  /// One line, no spaces, members in their order, numbers by their text.
  case compact
  /// Two spaces a level, members in their order, numbers by their text, final newline.
  case pretty
  /// As `pretty` with the members sorted by code point: the form of files in the ledger.
  case prettySorted
  /// The canonical form of RFC 8785: no spaces, members sorted by UTF-16 code unit, numbers as JavaScript
  /// writes them. Where RFC 8785 wants an error JavaScript's answer is taken: a number too large for a double
  /// is `null`, a lone surrogate is escaped.
  case canonical

  var isPretty: Bool { self == .pretty || self == .prettySorted }

  /// The order of members; nil for the one that they have.
  var order: MemberOrder? {
    switch self {
    case .compact, .pretty: nil
    case .prettySorted: .codePoints
    case .canonical: .codeUnits
    }
  }
}
