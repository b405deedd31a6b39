/// Number text by ECMA-262, `Number::toString` with radix 10, which RFC 8785, section 3.2.2.3, prescribes.
enum ECMAScriptNumber {
  /// The text of a finite double.
  static func text(of value: Double) -> String {
    if value == 0 { return "0" }
    let decimal = ShortestDecimal(value.magnitude)
    return String(unsafeUninitializedCapacity: ShortestDecimal.largestText + 1) { text in
      var count = 0
      if value < 0 {
        text[0] = UInt8(ascii: "-")
        count = 1
      }
      return decimal.write(to: text, from: count)
    }
  }

  /// Whether `text`, a JSON number, is beyond doubt in its ECMAScript form already; false also where it would
  /// take more than a look to know.
  ///
  /// No two decimals of up to 15 significant digits lie nearest to the same double. So such a decimal is the
  /// shortest for its double, and all that is left to ask is whether its layout is ECMAScript's: no exponent,
  /// no zero at the end of a fraction, at most five zeros behind a leading `0.`, no negative zero.
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
}
