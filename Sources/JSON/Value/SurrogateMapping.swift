/// How strings hold lone surrogates, which Swift's `String` cannot (docs/decisions/0002-lone-surrogates.md).
///
/// The UTF-16 code unit `u` of a lone surrogate stands as the scalar U+10F800 + (u - 0xD800). A genuine
/// character of U+10F800...U+10FFFF, which that would hide, stands as the two mapped halves of its pair.
enum SurrogateMapping {
  static let first: UInt32 = 0x10F800

  /// Appends a scalar of a text, given by its UTF-8.
  static func append(scalar: UnsafeBufferPointer<UInt8>, to content: inout [UInt8]) {
    guard isMapped(scalar, at: 0) else {
      content.append(contentsOf: scalar)
      return
    }
    append(scalarValue: first + UInt32(scalar[2] & 0x1F) << 6 + UInt32(scalar[3] & 0x3F), to: &content)
  }

  /// Appends a scalar of a text.
  static func append(scalarValue value: UInt32, to content: inout [UInt8]) {
    guard value < first else {
      append(loneSurrogate: 0xD800 + (value - 0x10000) >> 10, to: &content)
      append(loneSurrogate: 0xDC00 + (value - 0x10000) & 0x3FF, to: &content)
      return
    }
    if let scalar = Unicode.Scalar(value) { content.append(contentsOf: UTF8.encode(scalar) ?? .init()) }
  }

  /// Appends the scalar that stands for a surrogate code unit.
  static func append(loneSurrogate unit: UInt32, to content: inout [UInt8]) {
    let low = unit - 0xD800
    content.append(contentsOf: [0xF4, 0x8F, UInt8(0xA0 | low >> 6), UInt8(0x80 | low & 0x3F)])
  }

  /// Whether the valid UTF-8 at `place` is a scalar of the mapped range.
  static func isMapped(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    bytes[place] == 0xF4 && bytes[place + 1] == 0x8F && bytes[place + 2] >= 0xA0
  }

  /// The surrogate code unit that the mapped scalar at `place` stands for.
  static func unit(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> UInt32 {
    0xD800 + UInt32(bytes[place + 2] & 0x1F) << 6 + UInt32(bytes[place + 3] & 0x3F)
  }
}
