/// Number text by ECMA-262, `Number::toString` with radix 10, which RFC 8785 section 3.2.2.3 prescribes.
enum ECMAScriptNumber {
  /// The text of a finite double.
  static func text(of value: Double) -> String {
    if value == 0 { return "0" }
    let (digits, point) = decimal(of: value.magnitude)
    return (value < 0 ? "-" : "") + layout(digits: digits, point: point)
  }

  /// Whether `text`, a JSON number, is beyond doubt in its ECMAScript form already; false also where it would
  /// take more than a look to know.
  ///
  /// No two decimals of up to 15 significant digits lie nearest to the same double. So such a decimal is the
  /// shortest for its double, and all that is left to ask is whether its layout is ECMAScript's: no exponent, no
  /// zero at the end of a fraction, at most five zeros behind a leading `0.`, no negative zero.
  static func isCanonical(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count <= 16 else { return false }
    let zero = UInt8(ascii: "0")
    let start = text[0] == UInt8(ascii: "-") ? 1 : 0
    guard let point = text.firstIndex(where: { $0 &- zero > 9 && $0 != UInt8(ascii: "-") }) else {
      return text.count - start <= 15 && !(start == 1 && text[1] == zero)
    }
    guard text[point] == UInt8(ascii: "."), text[text.count - 1] != zero else { return false }
    let fraction = text[(point + 1)...]
    guard fraction.allSatisfy({ $0 &- zero <= 9 }) else { return false }
    return text[start] != zero || fraction.prefix { $0 == zero }.count <= 5
  }

  /// The shortest digits that read back as `value`, without zeros at either end, and where the point stands:
  /// `value` = 0.digits x 10^point. The digits are those of Swift's `description`, which is shortest and
  /// closest as ECMA-262 asks; only their layout differs.
  private static func decimal(of value: Double) -> (digits: String, point: Int) {
    var description = value.description
    return description.withUTF8 { text in
      let end = text.firstIndex(of: UInt8(ascii: "e")) ?? text.count
      let dot = text[..<end].firstIndex(of: UInt8(ascii: ".")) ?? end
      let exponent = String(decoding: text[end...].dropFirst(), as: UTF8.self)
      let isZero = { $0 == UInt8(ascii: "0") } as (UInt8) -> Bool
      let digits = text[..<end].filter { $0 != UInt8(ascii: ".") }
      let significant = digits.drop(while: isZero)
      let trailing = significant.reversed().prefix(while: isZero).count
      return (
        String(decoding: significant.dropLast(trailing), as: UTF8.self),
        dot + (Int(exponent) ?? 0) - (digits.count - significant.count)
      )
    }
  }

  /// The digits by the cases of `Number::toString`: n there is `point` here, k the number of digits.
  private static func layout(digits: String, point: Int) -> String {
    let count = digits.utf8.count
    switch point {
    case 1...21 where count <= point:
      return digits + String(repeating: "0", count: point - count)
    case 1...21:
      return digits.prefix(point) + "." + digits.dropFirst(point)
    case -5...0:
      return "0." + String(repeating: "0", count: -point) + digits
    default:
      let exponent = point - 1
      let mantissa = count == 1 ? digits : digits.prefix(1) + "." + digits.dropFirst()
      return mantissa + (exponent < 0 ? "e-" : "e+") + String(exponent.magnitude)
    }
  }
}
