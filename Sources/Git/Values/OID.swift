/// The name of a Git object: the 20 bytes of its SHA-1.
///
/// Ordered as Git orders object ids, by their bytes.
package struct OID: Sendable, Hashable {
  private let high: UInt64
  private let middle: UInt64
  private let low: UInt32

  /// The length of an object id, in bytes.
  package static let byteCount = 20

  /// The object id that stands for "nothing" in Git's protocols: forty zeros.
  package static let zero = OID(high: 0, middle: 0, low: 0)

  /// The id of the tree without entries.
  package static let emptyTree = OID(
    high: 0x4b82_5dc6_42cb_6eb9, middle: 0xa060_e54b_f8d6_9288, low: 0xfbee_4904)

  private init(high: UInt64, middle: UInt64, low: UInt32) {
    self.high = high
    self.middle = middle
    self.low = low
  }

  /// Reads 40 hexadecimal digits of either case; nil for anything else.
  package init?(hex: String) {
    var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    var count = 0
    for digit in hex.utf8 {
      guard let value = Self.value(ofDigit: digit), count < 40 else { return nil }
      switch count {
      case 0..<16: words.0 = words.0 << 4 | value
      case 16..<32: words.1 = words.1 << 4 | value
      default: words.2 = words.2 << 4 | value
      }
      count += 1
    }
    guard count == 40 else { return nil }
    self.init(high: words.0, middle: words.1, low: UInt32(words.2))
  }

  /// The first twenty bytes of `bytes`, which has at least as many.
  init(_ bytes: UnsafeRawBufferPointer) {
    high = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
    middle = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    low = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
  }

  /// Reads exactly twenty bytes; nil for any other number.
  package init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self = bytes.withUnsafeBytes { OID($0) }
  }

  /// Forty lower-case hexadecimal digits.
  package var hex: String {
    String(unsafeUninitializedCapacity: 40) { buffer in
      var position = 0
      withBytes { bytes in
        for byte in bytes {
          buffer[position] = Self.digit(of: byte >> 4)
          buffer[position + 1] = Self.digit(of: byte & 15)
          position += 2
        }
      }
      return position
    }
  }

  /// The first digits of the id, enough for a person to recognise it.
  package var short: String { String(hex.prefix(10)) }

  /// The twenty bytes.
  package var bytes: [UInt8] { withBytes { Array($0) } }

  /// The first byte, by which Git's indexes are fanned out.
  var firstByte: Int { Int(truncatingIfNeeded: high >> 56) }

  /// Calls `body` with the twenty bytes.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let words = (high.bigEndian, middle.bigEndian, low.bigEndian)
    return withUnsafeBytes(of: words) { body(UnsafeRawBufferPointer(rebasing: $0[..<Self.byteCount])) }
  }

  private static func value(ofDigit digit: UInt8) -> UInt64? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(digit - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(digit - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(digit - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  private static func digit(of value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}

extension OID: Comparable {
  package static func < (left: OID, right: OID) -> Bool {
    (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
  }
}

extension OID: CustomStringConvertible {
  package var description: String { hex }
}
