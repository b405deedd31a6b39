extension JSONParser {
  /// Reads a number by RFC 8259, section 6: `[ "-" ] int [ frac ] [ exp ]`.
  mutating func number() throws(JSONError) -> JSONNumber {
    let start = position
    _ = take(UInt8(ascii: "-"))
    if take(UInt8(ascii: "0")) {
      guard skipDigits() == 0 else { throw failure(.invalidNumber, at: start) }
    } else {
      guard skipDigits() > 0 else { throw notNumber(from: start) }
    }
    if take(UInt8(ascii: ".")) {
      guard skipDigits() > 0 else { throw notNumber(from: start) }
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard skipDigits() > 0 else { throw notNumber(from: start) }
    }
    let text = UnsafeBufferPointer(rebasing: bytes[start..<position])
    return JSONNumber(verified: String(decoding: text, as: UTF8.self))
  }

  /// Steps over digits and gives their number.
  @inline(__always)
  private mutating func skipDigits() -> Int {
    let start = position
    while position < bytes.count, bytes[position] &- UInt8(ascii: "0") <= 9 { position += 1 }
    return position - start
  }

  private func notNumber(from start: Int) -> JSONError {
    position == bytes.count
      ? failure(.unexpectedEnd(expected: "a digit")) : failure(.invalidNumber, at: start)
  }
}
