/// A point in time of the years 0 to 9999, in milliseconds since 1970-01-01T00:00:00Z.
///
/// What lies outside, as the time of a commit that somebody forged can, stands at the bound: RFC 3339 cannot write it.
/// In state files it stands as RFC 3339 in UTC, always with milliseconds: `2026-11-24T17:40:15.000Z`.
package struct Instant: Sendable, Hashable, Comparable {
  /// Milliseconds since the epoch.
  package let milliseconds: Int64

  /// 0000-01-01T00:00:00.000Z.
  package static let earliest = Instant(milliseconds: -62_167_219_200_000)
  /// 9999-12-31T23:59:59.999Z.
  package static let latest = Instant(milliseconds: 253_402_300_799_999)

  package init(milliseconds: Int64) {
    self.milliseconds = min(max(milliseconds, -62_167_219_200_000), 253_402_300_799_999)
  }

  package init(seconds: Int) {
    self.init(milliseconds: Instant.milliseconds(seconds: seconds))
  }

  /// Whole seconds since the epoch, rounded down.
  package var seconds: Int {
    Int(milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000)
  }

  package static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The instant that lies the given number of seconds later (earlier when negative).
  package func adding(seconds: Int) -> Instant {
    Instant(milliseconds: milliseconds + Instant.milliseconds(seconds: seconds))
  }

  /// The instant that lies the given number of hours later, at the bound where that is beyond all years.
  package func adding(hours: Int) -> Instant {
    adding(seconds: min(max(hours, -1_000_000_000), 1_000_000_000) * 3600)
  }

  /// Bounded so far beyond any instant that sums cannot overflow.
  private static func milliseconds(seconds: Int) -> Int64 {
    Int64(min(max(seconds, -1_000_000_000_000), 1_000_000_000_000)) * 1000
  }

  /// Whole seconds from the other instant to this one; negative when this one is earlier.
  package func seconds(since other: Instant) -> Int {
    Int((milliseconds - other.milliseconds) / 1000)
  }
}

extension Instant: CustomStringConvertible {
  /// RFC 3339 in UTC with milliseconds.
  package var description: String {
    let civil = CivilTime(self)
    return
      "\(padded(civil.year, 4))-\(padded(civil.month, 2))-\(padded(civil.day, 2))"
      + "T\(padded(civil.hour, 2)):\(padded(civil.minute, 2)):\(padded(civil.second, 2))"
      + ".\(padded(civil.millisecond, 3))Z"
  }

  /// Reads RFC 3339 with any offset and any number of fraction digits (those after the third are dropped).
  package init?(_ text: String) {
    guard let milliseconds = RFC3339.milliseconds(text) else { return nil }
    self.init(milliseconds: milliseconds)
  }
}

extension Instant: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let instant = Instant(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not a time of RFC 3339, such as 2026-11-24T17:40:15.000Z")
    }
    self = instant
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// Decimal digits with leading zeros.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
