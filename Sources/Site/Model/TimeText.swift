/// Times as people read them. All are UTC, in milliseconds since 1970-01-01; the site says so once, in its
/// footer.
enum TimeText {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
  ]

  /// `24 November 2026, 17:42 UTC`
  static func exact(_ milliseconds: Int64) -> String {
    let time = CivilTime(milliseconds)
    return "\(time.day) \(months[time.month - 1]) \(time.year), \(pair(time.hour)):\(pair(time.minute)) UTC"
  }

  /// RFC 3339: `2026-11-24T17:42:58Z`
  static func machine(_ milliseconds: Int64) -> String {
    let time = CivilTime(milliseconds)
    let year = String(repeating: "0", count: max(0, 4 - String(time.year).count)) + String(time.year)
    return "\(year)-\(pair(time.month))-\(pair(time.day))"
      + "T\(pair(time.hour)):\(pair(time.minute)):\(pair(time.second))Z"
  }

  /// `3 hours ago`, `in 2 days`, `now`, seen from `now`.
  static func relative(_ milliseconds: Int64, now: Int64) -> String {
    let distance = now.subtractingReportingOverflow(milliseconds).partialValue
    guard distance.magnitude >= 60_000 else { return "now" }
    return distance > 0 ? "\(length(distance)) ago" : "in \(length(-distance))"
  }

  /// Whole units, large ones from two on: `45 seconds`, `1 hour`, `44 hours`, `2 days`. The script counts
  /// alike.
  static func length(_ milliseconds: Int64) -> String {
    let day: Int64 = 86_400_000
    let units: [(Int64, least: Int64, String)] = [
      (365 * day, 2, "year"), (30 * day, 2, "month"), (day, 2, "day"), (3_600_000, 1, "hour"),
      (60_000, 1, "minute"),
      (1000, 1, "second"),
    ]
    for (unit, least, name) in units where milliseconds >= least * unit {
      let count = milliseconds / unit
      return "\(count) \(name)\(count == 1 ? "" : "s")"
    }
    return "\(milliseconds) ms"
  }

  /// How long something took: `2.4 s`, `1 min 20 s`.
  static func duration(_ milliseconds: Int64) -> String {
    switch milliseconds {
    case ..<1000: "\(max(0, milliseconds)) ms"
    case ..<60_000: "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
    case ..<3_600_000: "\(milliseconds / 60_000) min \(milliseconds % 60_000 / 1000) s"
    default: "\(milliseconds / 3_600_000) h \(milliseconds % 3_600_000 / 60_000) min"
    }
  }

  private static func pair(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

/// A point in time taken apart, UTC, proleptic Gregorian calendar.
private struct CivilTime {
  let year: Int
  let month: Int
  let day: Int
  let hour: Int
  let minute: Int
  let second: Int

  /// Times outside the years 1 to 9999 are taken for the nearest one inside.
  init(_ milliseconds: Int64) {
    let bounded = min(max(milliseconds, -62_135_596_800_000), 253_402_300_799_999)
    var seconds = Int(bounded / 1000)
    if bounded % 1000 < 0 { seconds -= 1 }
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let rest = seconds - days * 86_400
    (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
    // Days to a date as in Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }
}
