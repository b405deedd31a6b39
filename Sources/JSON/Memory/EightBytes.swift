/// Eight bytes looked at in one step.
struct EightBytes {
  /// The byte with the lowest address in the lowest bits.
  private let word: UInt64

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// The bytes from `pointer` on; all eight must be readable.
  @inline(__always)
  init(_ pointer: UnsafePointer<UInt8>) {
    word = UInt64(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
  }

  /// The place, 0 to 7, of the first byte that is not plain in a JSON string: a quotation mark, a backslash,
  /// a control character or no ASCII. 8 where all are plain.
  ///
  /// The flag of a byte can be raised wrongly by a borrow, but only above a byte that is rightly flagged.
  @inline(__always)
  var firstNotPlain: Int {
    let flags =
      Self.zeroes(word ^ (Self.ones &* 0x22)) | Self.zeroes(word ^ (Self.ones &* 0x5C))
      | ((word &- Self.ones &* 0x20) & ~word) | word
    return (flags & Self.highBits).trailingZeroBitCount >> 3
  }

  /// The place, 0 to 7, of the first quotation mark or backslash; 8 where there is none.
  @inline(__always)
  var firstQuoteOrBackslash: Int {
    let flags = Self.zeroes(word ^ (Self.ones &* 0x22)) | Self.zeroes(word ^ (Self.ones &* 0x5C))
    return (flags & Self.highBits).trailingZeroBitCount >> 3
  }

  /// The high bit of the lowest zero byte, and perhaps of bytes above it.
  @inline(__always)
  private static func zeroes(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
}
