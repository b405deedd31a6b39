/// The decimal with the fewest digits that reads back as a double, and closest to it among those.
struct ShortestDecimal {
  /// The most bytes of a text: `0.00000` and 17 digits.
  static let largestText = 24

  /// Digits, the first and the last not zero.
  private var digits: InlineArray<24, UInt8> = InlineArray(repeating: 0)
  private var count = 0
  /// Where the point stands: the value is 0.digits x 10^point.
  private var point = 0

  /// The decimal of a finite double above zero. Its digits are those of Swift's `description`, which is shortest
  /// and closest as ECMA-262 asks; only the layout differs.
  init(_ value: Double) {
    var description = value.description
    description.withUTF8 { read($0) }
  }

  private mutating func read(_ description: UnsafeBufferPointer<UInt8>) {
    var isFraction = false
    for (place, byte) in description.enumerated() {
      switch byte {
      case UInt8(ascii: "."):
        isFraction = true
      case UInt8(ascii: "e"):
        let exponent = String(decoding: description[(place + 1)...], as: UTF8.self)
        point += Int(exponent) ?? 0
        return dropTrailingZeros()
      case UInt8(ascii: "0") where count == 0:
        if isFraction { point -= 1 }
      default:
        digits[count] = byte
        count += 1
        if !isFraction { point += 1 }
      }
    }
    dropTrailingZeros()
  }

  private mutating func dropTrailingZeros() {
    while count > 1, digits[count - 1] == UInt8(ascii: "0") { count -= 1 }
  }

  /// Writes the decimal by the cases of `Number::toString`, where `point` is called n and `count` k; `text` has
  /// room for it from `start` on. Gives the end.
  func write(to text: UnsafeMutableBufferPointer<UInt8>, from start: Int) -> Int {
    var output = Output(text: text, end: start)
    switch point {
    case 1...21 where count <= point:
      output.write(digits, 0..<count)
      output.write(zeros: point - count)
    case 1...21:
      output.write(digits, 0..<point)
      output.write(UInt8(ascii: "."))
      output.write(digits, point..<count)
    case -5...0:
      output.write(UInt8(ascii: "0"))
      output.write(UInt8(ascii: "."))
      output.write(zeros: -point)
      output.write(digits, 0..<count)
    default:
      output.write(digits, 0..<1)
      if count > 1 { output.write(UInt8(ascii: ".")) }
      output.write(digits, 1..<count)
      output.write(exponent: point - 1)
    }
    return output.end
  }

  /// A text that is written from left to right.
  private struct Output {
    let text: UnsafeMutableBufferPointer<UInt8>
    var end: Int

    mutating func write(_ byte: UInt8) {
      text[end] = byte
      end += 1
    }

    mutating func write(_ digits: InlineArray<24, UInt8>, _ places: Range<Int>) {
      for place in places { write(digits[place]) }
    }

    mutating func write(zeros count: Int) {
      for _ in 0..<count { write(UInt8(ascii: "0")) }
    }

    mutating func write(exponent: Int) {
      write(UInt8(ascii: "e"))
      write(exponent < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
      for digit in String(exponent.magnitude).utf8 { write(digit) }
    }
  }
}
