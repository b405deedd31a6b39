import Digest
import Testing

@testable import JSON

@Suite("Numbers as JavaScript writes them")
struct ECMAScriptNumberTests {
  /// RFC 8785, appendix B.
  static let samples: [(bits: UInt64, text: String)] = [
    (0x0000_0000_0000_0000, "0"),
    (0x8000_0000_0000_0000, "0"),
    (0x0000_0000_0000_0001, "5e-324"),
    (0x8000_0000_0000_0001, "-5e-324"),
    (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
    (0xFFEF_FFFF_FFFF_FFFF, "-1.7976931348623157e+308"),
    (0x4340_0000_0000_0000, "9007199254740992"),
    (0xC340_0000_0000_0000, "-9007199254740992"),
    (0x4430_0000_0000_0000, "295147905179352830000"),
    (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"),
    (0x44B5_2D02_C7E1_4AF6, "1e+23"),
    (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"),
    (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
    (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"),
    (0x444B_1AE4_D6E2_EF50, "1e+21"),
    (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"),
    (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
    (0x41B3_DE43_5555_5553, "333333333.3333332"),
    (0x41B3_DE43_5555_5554, "333333333.33333325"),
    (0x41B3_DE43_5555_5555, "333333333.3333333"),
    (0x41B3_DE43_5555_5556, "333333333.3333334"),
    (0x41B3_DE43_5555_5557, "333333333.33333343"),
    (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
    (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
  ]

  @Test("The samples of RFC 8785, appendix B", arguments: samples)
  func rfcSamples(_ bits: UInt64, _ text: String) {
    #expect(JSONNumber(Double(bitPattern: bits)).text == text)
    #expect(JSONNumber(verified: text).javaScript?.text == text)
  }

  @Test(
    "A number's JavaScript form",
    arguments: [
      ("1.0", "1"), ("-0", "0"), ("-0.0", "0"), ("0e5", "0"), ("1E2", "100"), ("1.50", "1.5"),
      ("12345678901234567890", "12345678901234567000"), ("9007199254740993", "9007199254740992"),
      ("999999999999999", "999999999999999"), ("1000000000000000", "1000000000000000"),
      ("100000000000000000000", "100000000000000000000"), ("1000000000000000000000", "1e+21"),
      ("0.000001", "0.000001"), ("0.0000001", "1e-7"), ("0.00000123", "0.00000123"),
      ("0.000000123", "1.23e-7"), ("123456789.123456789", "123456789.12345679"), ("1e-400", "0"),
      ("-1e-400", "0"), ("0.1e1", "1"), ("2.5e-1", "0.25"), ("-12.5", "-12.5"), ("1e300", "1e+300"),
      ("0.30000000000000004", "0.30000000000000004"), ("0.1000000000000000055511151231257827", "0.1"),
    ])
  func examples(_ text: String, _ expected: String) throws {
    #expect(try #require(JSONNumber(text: text)).javaScript?.text == expected)
  }

  @Test(
    "A number too large for a double has no JavaScript form",
    arguments: ["1e309", "-1e400", "2e999999999999"])
  func infinite(_ text: String) throws {
    #expect(try #require(JSONNumber(text: text)).javaScript == nil)
    #expect(try JSON(parsing: text).text(.canonical) == "null")
    #expect(try JSON(parsing: text).text(.compact) == text)
  }

  /// The digests in the tests below are those of what `JSON.stringify` of node 20.20.2 wrote for the same
  /// numbers from the same generator, one a line.
  private static func digest(_ line: (inout SplitMix64) -> JSONNumber?) -> String {
    var random = SplitMix64(seed: 8785)
    return Digest.sha256((0..<100_000).flatMap { _ in Array(((line(&random)?.text ?? "null") + "\n").utf8) })
      .hex
  }

  @Test("100,000 doubles of any bit pattern are written as node writes them")
  func doubles() {
    let digest = Self.digest { random in
      let value = Double(bitPattern: random.next())
      return value.isFinite ? JSONNumber(value) : nil
    }
    #expect(digest == "0e93f3b2c301158b76506d29b1145d715c08eaf57bbe9e0730515d8505e37a38")
  }

  @Test("100,000 numbers with an exponent are read and written as node does")
  func exponents() {
    let digest = Self.digest { random in
      let mantissa = random.next()
      let exponent = Int(random.next() % 61) - 30
      return JSONNumber(verified: "\(mantissa)e\(exponent)").javaScript
    }
    #expect(digest == "fbe65115f841fff7acc2f7644f78b7cdffe13179eab391cd218dd2b1daa5b4d1")
  }

  @Test("100,000 decimals of up to 12 digits, most of which are left as they are, are written as node does")
  func decimals() {
    let digest = Self.digest { random in
      let digits = String(random.next() % 1_000_000_000_000)
      let places = Int(random.next() % UInt64(digits.count + 9))
      let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
      let sign = random.next().isMultiple(of: 2) ? "" : "-"
      let point = places > 0 ? "." : ""
      return JSONNumber(verified: sign + padded.dropLast(places) + point + padded.suffix(places)).javaScript
    }
    #expect(digest == "2407fad741522d2b3cc7a103d63b32e1f3d3011cd8b3a75bedfd42848713a7c9")
  }

  @Test("The JavaScript form is its own JavaScript form")
  func idempotent() throws {
    var random = RandomJSON(seed: 3)
    for _ in 0..<10_000 {
      let number = random.number()
      guard let form = number.javaScript else {
        #expect(number.double.isInfinite)
        continue
      }
      #expect(form.javaScript == form)
      #expect(form.double == number.double)
    }
  }
}
