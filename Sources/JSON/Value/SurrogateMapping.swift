/// How strings hold lone surrogates, which Swift's `String` cannot (docs/decisions/0002-lone-surrogates.md).
///
/// The UTF-16 code unit `u` of a lone surrogate stands as the scalar U+10F800 + (u - 0xD800). A genuine
/// character of U+10F800...U+10FFFF, which that would hide, stands as the two mapped halves of its pair.
enum SurrogateMapping {
  /// The first mapped scalar value. All from here on are mapped.
  static let first: UInt32 = 0x10F800

  /// Whether the scalar at `place`, in UTF-8, is of the mapped range.
  @inline(__always)
  static func isMapped(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    bytes[place] == 0xF4 && place + 4 <= bytes.count && bytes[place + 1] == 0x8F && bytes[place + 2] >= 0xA0
  }

  /// The surrogate code unit that the mapped scalar at `place` stands for.
  static func unit(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> UInt16 {
    0xD800 + UInt16(bytes[place + 2] & 0x1F) << 6 + UInt16(bytes[place + 3] & 0x3F)
  }

  /// Appends what stands for a lone surrogate.
  static func append(lone unit: UInt16, to buffer: inout ByteBuffer) {
    let low = unit - 0xD800
    buffer.append(0xF4)
    buffer.append(0x8F)
    buffer.append(UInt8(0xA0 | low >> 6))
    buffer.append(UInt8(0x80 | low & 0x3F))
  }

  /// Appends what stands for the genuine character at `place`, which is of the mapped range.
  static func append(genuine bytes: UnsafeBufferPointer<UInt8>, at place: Int, to buffer: inout ByteBuffer) {
    append(first + UInt32(unit(bytes, at: place) - 0xD800), to: &buffer)
  }

  /// Appends what stands for the genuine character with this scalar value.
  static func append(_ value: UInt32, to buffer: inout ByteBuffer) {
    if value >= first {
      append(lone: UTF16Pair.high(value), to: &buffer)
      append(lone: UTF16Pair.low(value), to: &buffer)
    } else if let scalar = Unicode.Scalar(value) {
      buffer.append(scalar)
    }
  }
}

extension ByteBuffer {
  /// Appends a scalar in UTF-8.
  mutating func append(_ scalar: Unicode.Scalar) {
    UTF8.encode(scalar, into: { append($0) })
  }
}
