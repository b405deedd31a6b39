/// How a value is written.
package enum JSONFormat: Sendable, Hashable, CaseIterable {
  /// One line, no spaces, members in their order, numbers by their text.
  case compact
  /// Two spaces a level, members in their order, numbers by their text, final newline.
  case pretty
  /// As `pretty` with the members sorted by code point: the form of files in the ledger.
  case prettySorted
  /// The canonical form of RFC 8785: no spaces, members sorted by UTF-16 code unit, numbers as JavaScript
  /// writes them. Where RFC 8785 has no answer JavaScript's is taken: a number too large for a double is `null`,
  /// a lone surrogate is escaped.
  case canonical
}

extension JSON {
  /// The text in UTF-8.
  package func bytes(_ format: JSONFormat) -> [UInt8] {
    var writer = JSONWriter(format)
    writer.write(self)
    return writer.finish()
  }

  /// The text.
  package func text(_ format: JSONFormat) -> String { String(decoding: bytes(format), as: UTF8.self) }
}

extension JSON: CustomStringConvertible {
  /// The compact text.
  package var description: String { text(.compact) }
}
