@testable import JSON

/// Values of every kind, with the strings and numbers that make trouble.
struct RandomJSON {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func value(depth: Int = 5) -> JSON {
    switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &random) {
    case 0: .null
    case 1: .bool(Bool.random(using: &random))
    case 2, 3: .number(number())
    case 4, 5: .string(text())
    case 6: .array((0..<Int.random(in: 0...6, using: &random)).map { _ in value(depth: depth - 1) })
    default: .object(object(depth: depth))
    }
  }

  private mutating func object(depth: Int) -> JSONObject {
    let size = Int.random(in: 0...9, using: &random) == 0 ? 40 : Int.random(in: 0...6, using: &random)
    var object = JSONObject()
    for _ in 0..<size { object[text()] = value(depth: depth - size / 8 - 1) }
    return object
  }

  /// A number in any of the ways to write one.
  mutating func number() -> JSONNumber {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return JSONNumber(Int.random(in: -1000...1000, using: &random))
    case 1: return JSONNumber(Int(truncatingIfNeeded: random.next()))
    case 2:
      let value = Double(bitPattern: random.next())
      return JSONNumber(value.isFinite ? value : 0)
    default:
      let whole = Int.random(in: 0...99, using: &random)
      let fraction = Int.random(in: 0...9999, using: &random)
      let exponent = Int.random(in: -400...400, using: &random)
      let sign = Bool.random(using: &random) ? "-" : ""
      let tail = Bool.random(using: &random) ? "e\(exponent)" : ""
      return JSONNumber(text: "\(sign)\(whole).\(fraction)\(tail)") ?? JSONNumber(0)
    }
  }

  /// Any sequence of UTF-16 code units, lone surrogates included.
  mutating func units() -> [UInt16] {
    (0..<Int.random(in: 0...12, using: &random)).map { _ in unit() }
  }

  private mutating func unit() -> UInt16 {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: .random(in: 0xD800...0xDFFF, using: &random)
    case 1: [0xD800, 0xDBFE, 0xDBFF, 0xDC00, 0xDFFF].randomElement(using: &random) ?? 0
    case 2: .random(in: 0...0xFFFF, using: &random)
    case 3: .random(in: 0...0x1F, using: &random)
    case 4: .random(in: 0xE000...0xFFFF, using: &random)
    default: .random(in: 0x20...0x7F, using: &random)
    }
  }

  /// The string with random code units, as the parser reads it.
  mutating func text() -> String {
    (try? JSON(parsing: escaped(units())))?.stringValue ?? ""
  }
}

/// A JSON string with each code unit escaped.
func escaped(_ units: [UInt16]) -> String {
  "\"" + units.map { "\\u" + String(String(UInt32($0) + 0x10000, radix: 16).dropFirst()) }.joined() + "\""
}
