/// The byte order mark of UTF-8, which RFC 8259, section 8.1, lets a reader ignore.
enum ByteOrderMark {
  /// The number of bytes that it takes at the start of a text: 3 or 0.
  static func length(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }
}
