/// Reads the data types of the SSH protocol (RFC 4251, section 5) from bytes that anybody may have made.
struct SSHWireReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  var isAtEnd: Bool { rest.isEmpty }

  /// Exactly `count` bytes; nil where there are fewer.
  mutating func bytes(_ count: Int) -> [UInt8]? {
    guard rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  /// A `uint32`.
  mutating func number() -> Int? {
    bytes(4)?.reduce(0) { $0 << 8 | Int($1) }
  }

  /// A `string`: its length and its bytes.
  mutating func string() -> [UInt8]? {
    guard let count = number() else { return nil }
    return bytes(count)
  }

  /// A `string` of text.
  mutating func text() -> String? {
    string().map { String(decoding: $0, as: UTF8.self) }
  }

  /// A positive `mpint`, without its leading zeros; nil for a negative one.
  mutating func positiveInteger() -> [UInt8]? {
    guard let bytes = string(), bytes.first.map({ $0 < 0x80 }) ?? false else { return nil }
    return Array(bytes.drop { $0 == 0 })
  }
}

/// Writes the `string` type of the SSH protocol (RFC 4251, section 5).
enum SSHWire {
  static func string(_ bytes: [UInt8]) -> [UInt8] {
    let count = UInt32(bytes.count)
    return [UInt8(count >> 24), UInt8(count >> 16 & 0xff), UInt8(count >> 8 & 0xff), UInt8(count & 0xff)]
      + bytes
  }

  static func string(_ text: String) -> [UInt8] { string(Array(text.utf8)) }
}
