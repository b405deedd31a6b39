import JSON
import RulesLaws
import TestSupport
import Testing

@testable import Governance

@Suite("An instant and its text")
struct InstantTests {
  /// 0000-01-01T00:00:00.000Z and 9999-12-31T23:59:59.999Z: what RFC 3339 can write.
  private let range = Instant.earliest.milliseconds...Instant.latest.milliseconds

  @Test("the bounds are the first and the last millisecond that RFC 3339 can write")
  func bounds() {
    #expect(Instant.earliest.description == "0000-01-01T00:00:00.000Z")
    #expect(Instant.latest.description == "9999-12-31T23:59:59.999Z")
  }

  @Test("every instant of the range reads back from its text, and texts sort as instants do")
  func roundTrip() {
    var random = SeededGenerator(seed: 1)
    var instants = [Instant.earliest, Instant.latest, Instant(seconds: 0), Instant(milliseconds: -1)]
    for _ in 0..<20_000 {
      instants.append(Instant(milliseconds: Int64.random(in: range, using: &random)))
    }
    let wrong = instants.filter { Instant($0.description) != $0 }
    #expect(wrong.isEmpty)
    let sorted = instants.sorted()
    #expect(sorted.map(\.description) == sorted.map(\.description).sorted())
  }

  @Test("each day of four centuries follows the day before it")
  func calendar() {
    var previous = CivilTime.date(days: CivilTime.days(year: 1899, month: 12, day: 31))
    var count = 0
    for days in CivilTime.days(year: 1900, month: 1, day: 1)...CivilTime.days(year: 2300, month: 1, day: 1) {
      let date = CivilTime.date(days: days)
      let isNextDay =
        date.year == previous.year && date.month == previous.month && date.day == previous.day + 1
      let isNextMonth = date.year == previous.year && date.month == previous.month + 1 && date.day == 1
      let isNextYear = date.year == previous.year + 1 && date.month == 1 && date.day == 1
      if !(isNextDay || isNextMonth || isNextYear) { count += 1 }
      if CivilTime.days(year: date.year, month: date.month, day: date.day) != days { count += 1 }
      previous = date
    }
    #expect(count == 0)
  }

  @Test(
    "known instants",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2000-02-29T12:00:00Z", 951_825_600),
      ("1999-12-31T23:59:59Z", 946_684_799), ("2026-11-24T17:40:15Z", 1_795_542_015),
      ("1969-12-31T23:59:59Z", -1), ("0000-03-01T00:00:00Z", -62_162_035_200),
    ])
  func known(_ text: String, _ seconds: Int) {
    #expect(Instant(text)?.seconds == seconds)
  }

  @Test(
    "what is beyond the range stands at its bound, so that a hostile time stops nothing",
    arguments: [Int.min, Int.max, Int.min / 1000, Int.max / 1000])
  func clamped(_ seconds: Int) {
    let bound = seconds < 0 ? Instant.earliest : Instant.latest
    #expect(Instant(seconds: seconds) == bound)
    #expect(Instant(seconds: 0).adding(seconds: seconds) == bound)
    #expect(
      Instant(milliseconds: Int64(seconds))
        == (abs(seconds / 2) > 1 << 60 ? bound : Instant(milliseconds: Int64(seconds))))
  }

  @Test(
    "seconds are rounded down, before 1970 too", arguments: [(-1, -1), (-1000, -1), (-1001, -2), (999, 0)])
  func rounding(_ milliseconds: Int64, _ seconds: Int) {
    #expect(Instant(milliseconds: milliseconds).seconds == seconds)
  }

  @Test("it is coded as its text and refuses another")
  func coding() throws {
    let instant = try #require(Instant("2026-11-24T17:40:15.123Z"))
    #expect(try JSON.encode(instant) == "2026-11-24T17:40:15.123Z")
    #expect(try JSON.string("2026-11-24T18:40:15.123+01:00").decode(as: Instant.self) == instant)
    #expect(throws: JSONDecodingError.self) { try JSON.string("yesterday").decode(as: Instant.self) }
  }
}
