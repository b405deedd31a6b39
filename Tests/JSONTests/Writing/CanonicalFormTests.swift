import Testing

@testable import JSON

@Suite("The canonical form of RFC 8785")
struct CanonicalFormTests {
  /// The sample of section 3.2.2.
  static let sample = #"""
    {
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }
    """#

  /// The bytes of section 3.2.4.
  static let sampleBytes: [UInt8] = [
    0x7B, 0x22, 0x6C, 0x69, 0x74, 0x65, 0x72, 0x61, 0x6C, 0x73, 0x22, 0x3A, 0x5B, 0x6E, 0x75, 0x6C, 0x6C,
    0x2C, 0x74, 0x72,
    0x75, 0x65, 0x2C, 0x66, 0x61, 0x6C, 0x73, 0x65, 0x5D, 0x2C, 0x22, 0x6E, 0x75, 0x6D, 0x62, 0x65, 0x72,
    0x73, 0x22, 0x3A,
    0x5B, 0x33, 0x33, 0x33, 0x33, 0x33, 0x33, 0x33, 0x33, 0x33, 0x2E, 0x33, 0x33, 0x33, 0x33, 0x33, 0x33,
    0x33, 0x2C, 0x31,
    0x65, 0x2B, 0x33, 0x30, 0x2C, 0x34, 0x2E, 0x35, 0x2C, 0x30, 0x2E, 0x30, 0x30, 0x32, 0x2C, 0x31, 0x65,
    0x2D, 0x32, 0x37,
    0x5D, 0x2C, 0x22, 0x73, 0x74, 0x72, 0x69, 0x6E, 0x67, 0x22, 0x3A, 0x22, 0xE2, 0x82, 0xAC, 0x24, 0x5C,
    0x75, 0x30, 0x30,
    0x30, 0x66, 0x5C, 0x6E, 0x41, 0x27, 0x42, 0x5C, 0x22, 0x5C, 0x5C, 0x5C, 0x5C, 0x5C, 0x22, 0x2F, 0x22,
    0x7D,
  ]

  @Test("The sample of section 3.2.2 gives the bytes of section 3.2.4")
  func rfcSample() throws {
    #expect(try JSON(parsing: Self.sample).bytes(.canonical) == Self.sampleBytes)
  }

  @Test("The names of section 3.2.3 are sorted by UTF-16 code unit")
  func rfcOrder() throws {
    let value = try JSON(
      parsing: #"""
        {"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
         "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"}
        """#)
    let sorted = try JSON(parsing: value.bytes(.canonical))
    #expect(
      sorted.objectValue?.values == [
        "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign",
        "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
      ])
  }

  @Test("A canonical text is its own canonical form, and equal values have the same one")
  func idempotent() throws {
    var random = RandomJSON(seed: 5)
    for _ in 0..<1000 {
      let value = random.value()
      let canonical = value.bytes(.canonical)
      #expect(try JSON(parsing: canonical).bytes(.canonical) == canonical)
      #expect(shuffled(value, using: &random.random).bytes(.canonical) == canonical)
    }
  }

  /// The same value with the members of every object in another order.
  private func shuffled(_ value: JSON, using random: inout SplitMix64) -> JSON {
    switch value {
    case .array(let elements):
      var result: [JSON] = []
      for element in elements { result.append(shuffled(element, using: &random)) }
      return .array(result)
    case .object(let object):
      var result = JSONObject()
      for (key, member) in object.shuffled(using: &random) { result[key] = shuffled(member, using: &random) }
      return .object(result)
    default: return value
    }
  }
}
