/// Untrusted text on its way into a page: what cannot stand in HTML or XML becomes U+FFFD.
///
/// Replaced are C0 controls but tab and line feed, DEL, C1 controls and noncharacters (XML 1.0 section 2.2;
/// HTML Standard section 13.1.4, "text must not contain noncharacters or controls"). A carriage return
/// becomes a line feed, or nothing before one.
enum PrintableText {
  /// Appends `text` as UTF-8. `escape` gives what stands for an ASCII byte, nil for the byte itself.
  @inline(__always)
  static func append(_ text: String, to bytes: inout [UInt8], escape: (UInt8) -> StaticString?) {
    var text = text
    text.withUTF8 { buffer in
      var start = 0
      var index = 0
      while index < buffer.count {
        let byte = buffer[index]
        var width = 1
        var replacement: StaticString?
        if byte < 0x80 {
          replacement = isControl(byte) ? control(buffer, at: index) : escape(byte)
        } else if byte == 0xC2 || byte >= 0xEF {
          width = unprintableWidth(buffer, at: index)
          replacement = width == 0 ? nil : "\u{FFFD}"
          width = max(width, 1)
        }
        if let replacement {
          bytes.append(contentsOf: buffer[start..<index])
          bytes.append(replacement)
          start = index + width
        }
        index += width
      }
      bytes.append(contentsOf: buffer[start...])
    }
  }

  /// Appends `text` with nothing escaped.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    append(text, to: &bytes) { _ in nil }
  }

  @inline(__always)
  private static func isControl(_ byte: UInt8) -> Bool {
    (byte < 0x20 && byte != 0x09 && byte != 0x0A) || byte == 0x7F
  }

  private static func control(_ buffer: UnsafeBufferPointer<UInt8>, at index: Int) -> StaticString {
    guard buffer[index] == 0x0D else { return "\u{FFFD}" }
    return index + 1 < buffer.count && buffer[index + 1] == 0x0A ? "" : "\n"
  }

  /// Length in bytes of the C1 control or noncharacter at `index`, 0 when there is none.
  private static func unprintableWidth(_ buffer: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    func byte(_ offset: Int) -> UInt8 { index + offset < buffer.count ? buffer[index + offset] : 0 }
    switch buffer[index] {
    case 0xC2: return byte(1) < 0xA0 ? 2 : 0
    case 0xEF:
      // U+FDD0...U+FDEF, U+FFFE and U+FFFF.
      if byte(1) == 0xB7 { return (0x90...0xAF).contains(byte(2)) ? 3 : 0 }
      return byte(1) == 0xBF && byte(2) >= 0xBE ? 3 : 0
    default:
      // The last two of every plane: U+1FFFE, U+1FFFF, ... U+10FFFF.
      return byte(1) & 0x0F == 0x0F && byte(2) == 0xBF && byte(3) >= 0xBE ? 4 : 0
    }
  }
}

extension [UInt8] {
  /// Appends a literal of our own source.
  @inline(__always)
  mutating func append(_ literal: StaticString) {
    literal.withUTF8Buffer { append(contentsOf: $0) }
  }
}
