/// Number text by ECMA-262, `Number::toString` with radix 10, which RFC 8785 section 3.2.2.3 prescribes.
enum ECMAScriptNumber {
  /// The text of a finite double.
  static func text(of value: Double) -> String {
    if value == 0 { return "0" }
    let (digits, point) = decimal(of: value.magnitude)
    return (value < 0 ? "-" : "") + layout(digits: digits, point: point)
  }

  /// Whether `text`, a JSON number, is an integer so small that it is already in its ECMAScript form.
  static func isPlainInteger(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count <= 15 else { return false }
    let isNegative = text.first == UInt8(ascii: "-")
    if isNegative, text[1] == UInt8(ascii: "0") { return false }
    return text[(isNegative ? 1 : 0)...].allSatisfy { $0 &- UInt8(ascii: "0") <= 9 }
  }

  /// The shortest digits that read back as `value`, without zeros at either end, and where the point stands:
  /// `value` = 0.digits x 10^point. The digits are those of Swift's `description`, which is shortest and
  /// closest as ECMA-262 asks; only their layout differs.
  private static func decimal(of value: Double) -> (digits: [UInt8], point: Int) {
    let parts = value.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".")
    var point = mantissa[0].utf8.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    var digits = mantissa.flatMap { Array($0.utf8) }
    let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
    digits.removeFirst(leading)
    point -= leading
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return (digits, point)
  }

  private static func layout(digits: [UInt8], point: Int) -> String {
    let text = String(decoding: digits, as: UTF8.self)
    switch point {
    case digits.count...21 where digits.count <= 21:
      return text + String(repeating: "0", count: point - digits.count)
    case 1...21:
      return text.prefix(point) + "." + text.dropFirst(point)
    case -5...0:
      return "0." + String(repeating: "0", count: -point) + text
    default:
      let exponent = point - 1
      let mantissa = digits.count == 1 ? text : text.prefix(1) + "." + text.dropFirst()
      return mantissa + (exponent < 0 ? "e-" : "e+") + String(exponent.magnitude)
    }
  }
}
