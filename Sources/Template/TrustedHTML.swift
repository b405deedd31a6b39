/// Markup that a template inserts as it is.
///
/// Only two things make it: `MarkupWriter`, whose markup is literals of our own source and whose text is
/// escaped, and `Markdown.html`, which lets no raw HTML through. Nothing turns a string into it.
package struct TrustedHTML: Sendable, Hashable {
  /// UTF-8; also well-formed as a fragment of XML.
  package let bytes: [UInt8]

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// No markup at all.
  package static let empty = TrustedHTML(bytes: [])

  /// The markup as text, for tests and for files of their own (an SVG).
  package var text: String { String(decoding: bytes, as: UTF8.self) }
}
