/// A set of ASCII characters, perhaps with all bytes beyond them, asked in constant time.
struct ByteSet: Sendable, Hashable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private var hasBeyond = false

  init() {}

  init(_ characters: String) {
    for byte in characters.utf8 { insert(byte) }
  }

  init(_ range: ClosedRange<UInt8>) {
    for byte in range { insert(byte) }
  }

  func contains(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<64: low >> byte & 1 == 1
    case 64..<128: high >> (byte - 64) & 1 == 1
    default: hasBeyond
    }
  }

  /// The bytes of characters that are not ASCII.
  static let beyond: ByteSet = {
    var result = ByteSet()
    result.hasBeyond = true
    return result
  }()

  static func + (left: ByteSet, right: ByteSet) -> ByteSet {
    var result = left
    result.low |= right.low
    result.high |= right.high
    result.hasBeyond = left.hasBeyond || right.hasBeyond
    return result
  }

  private mutating func insert(_ byte: UInt8) {
    if byte < 64 { low |= 1 << byte } else if byte < 128 { high |= 1 << (byte - 64) }
  }
}

extension ByteSet {
  static let digits = ByteSet("0123456789")
  static let lower = ByteSet(UInt8(ascii: "a")...UInt8(ascii: "z"))
  static let upper = ByteSet(UInt8(ascii: "A")...UInt8(ascii: "Z"))
  /// Digits and `a` to `f`.
  static let hexadecimal = digits + ByteSet("abcdef")
  /// Digits and capital letters.
  static let capitals = digits + upper
  static let alphanumeric = digits + lower + upper
  /// The characters of base64url: letters, digits, `-`, `_`.
  static let url = alphanumeric + ByteSet("-_")
  /// As ``url``, and `.`.
  static let dotted = url + ByteSet(".")
  /// As ``url``, and `/`.
  static let path = url + ByteSet("/")
  /// The characters of base64 (RFC 4648), padding included.
  static let base64 = alphanumeric + ByteSet("+/=")
  /// The characters of a token after `Bearer` (RFC 6750, b64token).
  static let bearer = dotted + ByteSet("~+/=")
  static let space = ByteSet(" \t\n\r")
  /// What names in code and data are made of, letters of any script among it.
  static let name = url + beyond
  static let quotes = ByteSet("\"'`")
}
