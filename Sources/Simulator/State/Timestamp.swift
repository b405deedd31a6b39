internal import JSON

/// Milliseconds since 1970 UTC, written as n8n writes times.
enum Timestamp {
  /// `2026-11-24T15:10:50.049Z`.
  static func text(_ milliseconds: Int) -> String {
    let (day, time) = floorDivision(milliseconds, 86_400_000)
    let (year, month, dayOfMonth) = date(ofDay: day)
    let clock = [time / 3_600_000, time / 60_000 % 60, time / 1000 % 60].map { pad($0, 2) }
    return "\(pad(year, 4))-\(pad(month, 2))-\(pad(dayOfMonth, 2))T"
      + clock.joined(separator: ":") + ".\(pad(time % 1000, 3))Z"
  }

  /// The time as a JSON string, `null` for none.
  static func json(_ milliseconds: Int?) -> JSON {
    milliseconds.map { .string(text($0)) } ?? .null
  }

  /// The time cut to the full second, as SQLite's own clock writes it.
  static func fullSecond(_ milliseconds: Int) -> Int {
    floorDivision(milliseconds, 1000).quotient * 1000
  }

  /// The time that an ISO 8601 text in UTC names; nil for any other text.
  static func parse(_ text: String) -> Int? {
    let digits = text.utf8.map { (48...57).contains($0) ? UInt8($0) : UInt8(ascii: " ") }
    let fields = String(decoding: digits, as: UTF8.self).split(separator: " ")
    let numbers = fields.compactMap { Int($0) }
    guard numbers.count == fields.count, numbers.count >= 3, fields[0].count == 4,
      (1...12).contains(numbers[1]), (1...31).contains(numbers[2])
    else { return nil }
    let clock = numbers.dropFirst(3) + [0, 0, 0, 0]
    let seconds = Array(clock.prefix(3)).reduce(0) { $0 &* 60 &+ min($1, 60) }
    let milliseconds = fields.count > 6 ? Int(fields[6].prefix(3).padded(to: 3)) ?? 0 : 0
    let days = day(year: numbers[0], month: numbers[1], day: numbers[2])
    return (days * 86_400 + seconds) * 1000 + milliseconds
  }

  private static func pad(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  private static func floorDivision(_ value: Int, _ divisor: Int) -> (quotient: Int, remainder: Int) {
    let remainder = (value % divisor + divisor) % divisor
    return ((value - remainder) / divisor, remainder)
  }

  /// The civil date of a day counted from 1970-01-01 (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  private static func date(ofDay day: Int) -> (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = floorDivision(day + 719_468, 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  private static func day(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = floorDivision(year, 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

extension Substring {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: "0", count: Swift.max(0, width - count))
  }
}
