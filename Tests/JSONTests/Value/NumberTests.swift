import Testing

@testable import JSON

@Suite("Numbers")
struct NumberTests {
  @Test(
    "A number keeps its text", arguments: ["0", "-0", "1.0", "1E+2", "12345678901234567890", "1e400", "0.10"])
  func text(_ text: String) throws {
    #expect(try JSON(parsing: text).text(.compact) == text)
    #expect(JSONNumber(text: text)?.text == text)
  }

  @Test("Numbers are equal when their texts are")
  func equality() throws {
    #expect(try JSON(parsing: "1.0") != 1)
    #expect(try JSON(parsing: "1.0") == JSON(parsing: "1.0"))
    #expect(try JSON(parsing: "[1,1.0,1e0]").arrayValue.map { Set($0).count } == 3)
  }

  @Test(
    "What is no JSON number has no JSONNumber",
    arguments: ["", "01", "+1", "1.", "NaN", " 1", "1 ", "true", "1,"])
  func invalid(_ text: String) {
    #expect(JSONNumber(text: text) == nil)
  }

  @Test(
    "A whole number has an integer value, however it is written",
    arguments: [
      ("0", 0), ("-0", 0), ("2.0", 2), ("2e3", 2000), ("-7", -7), ("9223372036854775807", Int.max),
      ("-9223372036854775808", Int.min), ("9007199254740992.0", 9_007_199_254_740_992),
    ] as [(String, Int?)])
  func whole(_ text: String, _ value: Int?) throws {
    #expect(try JSON(parsing: text).intValue == value)
  }

  @Test(
    "A number that is not whole, or not exactly known, has no integer value",
    arguments: ["0.5", "9223372036854775808", "1e30", "1e400", "-1e400", "1e-400000", "9007199254740994.0"])
  func notWhole(_ text: String) throws {
    // 1e-400000 is zero to a double: it is the one that has a value.
    #expect(try JSON(parsing: text).intValue == (text == "1e-400000" ? 0 : nil))
  }

  @Test("A number's double is the nearest")
  func double() throws {
    #expect(try JSON(parsing: "0.1").doubleValue == 0.1)
    #expect(try JSON(parsing: "1e400").doubleValue == .infinity)
    #expect(try JSON(parsing: "-1e400").doubleValue == -.infinity)
    #expect(try JSON(parsing: "123456789012345678901234567890").doubleValue == 1.2345678901234568e29)
  }
}
