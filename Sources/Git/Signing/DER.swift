/// The few forms of ASN.1 (X.690, DER) that libcrypto wants keys and signatures in.
enum DER {
  static func sequence(_ content: [UInt8]...) -> [UInt8] { tagged(0x30, content.flatMap(\.self)) }

  /// A bit string without unused bits.
  static func bits(_ content: [UInt8]) -> [UInt8] { tagged(0x03, [0] + content) }

  /// A positive integer, given by its bytes.
  static func integer(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array(bytes.drop { $0 == 0 })
    let needsZero = digits.first.map { $0 >= 0x80 } ?? true
    return tagged(0x02, needsZero ? [0] + digits : digits)
  }

  /// An object identifier, given by its encoded content.
  static func identifier(_ content: [UInt8]) -> [UInt8] { tagged(0x06, content) }

  static let null: [UInt8] = [0x05, 0x00]

  private static func tagged(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    [tag] + length(content.count) + content
  }

  private static func length(_ count: Int) -> [UInt8] {
    guard count >= 0x80 else { return [UInt8(count)] }
    var digits: [UInt8] = []
    var rest = count
    while rest > 0 {
      digits.insert(UInt8(rest & 0xff), at: 0)
      rest >>= 8
    }
    return [0x80 | UInt8(digits.count)] + digits
  }
}
