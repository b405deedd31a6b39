/// A JSON number by its text. `1`, `1.0` and `1e0` are three numbers here: equality and hash go by `text`.
/// Compare ``javaScript`` forms to compare as n8n does.
package struct JSONNumber: Sendable, Hashable {
  /// The number as its source wrote it; always by the grammar of RFC 8259, section 6.
  package let text: String

  /// A whole number in decimal digits.
  package init(_ value: Int) { text = String(value) }

  /// The number as JavaScript writes it: the fewest digits that read back as `value`.
  ///
  /// - Precondition: `value` is finite; JSON has no text for infinities and NaN.
  package init(_ value: Double) {
    precondition(value.isFinite, "JSON has no number for \(value)")
    text = ECMAScriptNumber.text(of: value)
  }

  /// The number with this text; nil where the text is no JSON number.
  package init?(text: String) {
    guard case .number(let number)? = try? JSON(parsing: text), number.text.hasSameScalars(as: text) else {
      return nil
    }
    self = number
  }

  /// The number of a text that is known to be one.
  init(verified text: String) { self.text = text }

  /// The nearest double; infinite where the number is too large for one.
  package var double: Double { shortDecimal ?? Double(text) ?? .nan }

  /// The value of up to 15 digits, of which up to 15 behind the point: whole numbers and powers of ten that a double
  /// holds exactly, so that one division rounds correctly. Most numbers are such, and `strtod` is slow.
  private var shortDecimal: Double? {
    text.withScalars { bytes in
      var digits = bytes[...]
      let isNegative = digits.first == UInt8(ascii: "-")
      if isNegative { digits = digits.dropFirst() }
      guard digits.count <= 16 else { return nil }
      var value = 0
      var divisor: Double?
      for byte in digits {
        if byte == UInt8(ascii: ".") {
          divisor = 1
        } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
          value = value * 10 + Int(byte - UInt8(ascii: "0"))
          if let sofar = divisor { divisor = sofar * 10 }
        } else {
          return nil
        }
      }
      guard value < 1_000_000_000_000_000 else { return nil }
      let result = Double(value) / (divisor ?? 1)
      return isNegative ? -result : result
    }
  }

  /// The value where it is whole and fits an `Int`; `2.0` and `2e0` are whole. With a point or an exponent
  /// only up to 2^53, where doubles are exact.
  package var int: Int? { integer(Int.self) }

  /// The value where it is whole and fits `T`; see ``int``.
  func integer<T: FixedWidthInteger>(_ type: T.Type) -> T? {
    if let value = T(text) { return value }
    let value = double
    guard abs(value) <= 9_007_199_254_740_992 else { return nil }
    return T(exactly: value)
  }

  /// The number as `JSON.stringify(JSON.parse(text))` writes it: `1.0` gives `1`, `12345678901234567890`
  /// gives `12345678901234567000`, `-0` gives `0`. Nil where JavaScript reads an infinity, for which it
  /// writes `null`.
  package var javaScript: JSONNumber? {
    if text.withScalars({ ECMAScriptNumber.isCanonical($0) }) { return self }
    let value = double
    return value.isFinite ? JSONNumber(value) : nil
  }
}
