import RulesLaws
import TestSupport
import Testing

@testable import Governance

@Suite("Reading RFC 3339")
struct RFC3339Tests {
  @Test(
    "offsets, fractions and the letters of section 5.6",
    arguments: [
      ("1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50.520Z"),
      ("1996-12-19T16:39:57-08:00", "1996-12-20T00:39:57.000Z"),
      ("1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27.870Z"),
      ("2024-02-29t23:30:00z", "2024-02-29T23:30:00.000Z"),
      ("2024-02-29 23:30:00Z", "2024-02-29T23:30:00.000Z"),
      ("2024-12-31T23:59:59.9999999Z", "2024-12-31T23:59:59.999Z"),
      ("2024-03-01T00:00:00+23:59", "2024-02-29T00:01:00.000Z"),
      ("2024-03-01T00:00:00-00:00", "2024-03-01T00:00:00.000Z"),
      ("0000-01-01T00:00:00-01:00", "0000-01-01T01:00:00.000Z"),
    ])
  func reads(_ text: String, _ utc: String) {
    #expect(Instant(text)?.description == utc)
  }

  @Test("a leap second is the second before it (section 5.7)")
  func leapSecond() {
    #expect(Instant("1990-12-31T23:59:60Z") == Instant("1990-12-31T23:59:59Z"))
    #expect(Instant("1990-12-31T15:59:60-08:00") == Instant("1990-12-31T23:59:59Z"))
  }

  @Test(
    "29 February is there in leap years only",
    arguments: [(2024, true), (2023, false), (1900, false), (2000, true)])
  func leapYears(_ year: Int, _ isThere: Bool) {
    #expect((Instant("\(year)-02-29T00:00:00Z") != nil) == isThere)
    #expect(Instant("\(year)-02-30T00:00:00Z") == nil)
  }

  @Test("each month ends when it ends")
  func monthEnds() {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    for (index, length) in lengths.enumerated() {
      let month = index < 9 ? "0\(index + 1)" : "\(index + 1)"
      #expect(Instant("2023-\(month)-\(length)T00:00:00Z") != nil)
      #expect(Instant("2023-\(month)-\(length + 1)T00:00:00Z") == nil)
    }
  }

  @Test(
    "refuses everything else",
    arguments: [
      "", "2024", "2024-01-01", "2024-01-01T00:00:00", "2024-01-01T00:00Z", "2024-1-01T00:00:00Z",
      "2024-00-01T00:00:00Z", "2024-13-01T00:00:00Z", "2024-01-00T00:00:00Z", "2024-01-01T24:00:00Z",
      "2024-01-01T00:60:00Z", "2024-01-01T00:00:61Z", "2024-01-01T00:00:00.Z", "2024-01-01T00:00:00,5Z",
      "2024-01-01T00:00:00+0100", "2024-01-01T00:00:00+24:00", "2024-01-01T00:00:00+01:60",
      "2024-01-01T00:00:00Z ", " 2024-01-01T00:00:00Z", "2024-01-01T00:00:00ZZ", "+2024-01-01T00:00:00Z",
      "-001-01-01T00:00:00Z", "12024-01-01T00:00:00Z", "2024-01-01T00:00:00\u{0}Z", "２024-01-01T00:00:00Z",
      "2024-01-01T00:00:00−08:00", "2024-01-01Z00:00:00T",
    ])
  func refuses(_ text: String) {
    #expect(Instant(text) == nil)
  }

  @Test("refuses what an offset moves out of the years that can be written")
  func outOfRange() {
    #expect(Instant("0000-01-01T00:00:00+00:01") == nil)
    #expect(Instant("9999-12-31T23:59:59-00:01") == nil)
  }

  @Test("no text of printable characters stops it or reads as a time that it does not write again")
  func fuzz() {
    var random = SeededGenerator(seed: 2)
    let alphabet = Array("0123456789-:TZ.+ ")
    var wrong: [String] = []
    for _ in 0..<20_000 {
      var text = Array("2024-02-29T23:59:59.999+01:00")
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        text[Int.random(in: 0..<text.count, using: &random)] = random.pick(alphabet)
      }
      if let instant = Instant(String(text)), Instant(instant.description) != instant {
        wrong.append(String(text))
      }
    }
    #expect(wrong.isEmpty)
  }
}
