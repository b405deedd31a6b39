/// Writes markup by hand where a template would be too slow or too clumsy: drawings, charts, coloured diffs.
///
/// Markup can only be a literal of the source; whatever comes from outside goes through `text`. What comes
/// out is therefore as safe as the literals, in HTML and in XML.
package struct MarkupWriter: Sendable {
  private var bytes: [UInt8] = []

  /// - Parameter capacity: bytes to set aside at once.
  package init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  /// Number of bytes written so far.
  package var count: Int { bytes.count }

  /// Markup as it stands in the source.
  @inline(__always)
  package mutating func markup(_ literal: StaticString) {
    bytes.append(literal)
  }

  /// Text from anywhere, escaped for element content and for quoted attributes; unprintable characters become
  /// U+FFFD.
  package mutating func text(_ text: String) {
    PrintableText.append(text, to: &bytes) { byte in
      switch byte {
      case UInt8(ascii: "&"): "&amp;"
      case UInt8(ascii: "<"): "&lt;"
      case UInt8(ascii: ">"): "&gt;"
      case UInt8(ascii: "\""): "&quot;"
      case UInt8(ascii: "'"): "&#39;"
      default: nil
      }
    }
  }

  /// A whole number in decimal digits.
  package mutating func number(_ value: Int) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
    withUnsafeMutableBytes(of: &digits) { buffer in
      var start = buffer.count
      repeat {
        start -= 1
        buffer[start] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      } while rest > 0
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[start...]))
    }
  }

  /// Markup that is trusted already.
  package mutating func trusted(_ html: TrustedHTML) {
    bytes.append(contentsOf: html.bytes)
  }

  /// What was written.
  package consuming func finish() -> TrustedHTML {
    TrustedHTML(bytes: bytes)
  }
}
