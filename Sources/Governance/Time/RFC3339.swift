/// Reading of RFC 3339 date-times.
enum RFC3339 {
  /// Milliseconds since the epoch, or nil where the text is no date-time of RFC 3339, section 5.6.
  static func milliseconds(_ text: String) -> Int64? {
    var reader = Reader(bytes: Array(text.utf8))
    guard let year = reader.digits(4), reader.take("-"), let month = reader.digits(2), reader.take("-"),
      let day = reader.digits(2), reader.takeAny("Tt "), let hour = reader.digits(2), reader.take(":"),
      let minute = reader.digits(2), reader.take(":"), let second = reader.digits(2),
      let fraction = reader.fraction(), let offset = reader.offsetMinutes(), reader.isAtEnd,
      (1...12).contains(month), (1...daysIn(month, of: year)).contains(day), hour < 24, minute < 60,
      second < 61
    else { return nil }
    let days = CivilTime.days(year: year, month: month, day: day)
    let seconds = days * 86_400 + hour * 3600 + (minute - offset) * 60 + min(second, 59)
    let milliseconds = Int64(seconds) * 1000 + Int64(fraction)
    // An offset can lead out of the years that four digits write.
    let range = Instant.earliest.milliseconds...Instant.latest.milliseconds
    return range.contains(milliseconds) ? milliseconds : nil
  }

  private static func daysIn(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private struct Reader {
    let bytes: [UInt8]
    var position = 0

    var isAtEnd: Bool { position == bytes.count }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
      position += 1
      return true
    }

    mutating func takeAny(_ characters: String) -> Bool {
      characters.unicodeScalars.contains { take($0) }
    }

    mutating func digits(_ count: Int) -> Int? {
      guard position + count <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[position..<position + count] {
        guard (48...57).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 48)
      }
      position += count
      return value
    }

    /// Milliseconds of an optional fraction.
    mutating func fraction() -> Int? {
      guard take(".") else { return 0 }
      var milliseconds = 0
      var count = 0
      while position < bytes.count, (48...57).contains(bytes[position]) {
        if count < 3 { milliseconds = milliseconds * 10 + Int(bytes[position] - 48) }
        count += 1
        position += 1
      }
      guard count > 0 else { return nil }
      for _ in min(count, 3)..<3 { milliseconds *= 10 }
      return milliseconds
    }

    mutating func offsetMinutes() -> Int? {
      if takeAny("Zz") { return 0 }
      let sign: Int
      if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
      guard let hours = digits(2), take(":"), let minutes = digits(2), hours < 24, minutes < 60 else {
        return nil
      }
      return sign * (hours * 60 + minutes)
    }
  }
}
