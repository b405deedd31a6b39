import Testing

@testable import JSON

@Suite("Formats")
struct FormatTests {
  static let text = #"{"b": [1.0, [], {}, {"z": null, "y": [true]}], "a": "x\/y\u001f\u007f\u2028", "": ""}"#

  @Test("Compact: one line, order and numbers as they were")
  func compact() throws {
    #expect(
      try JSON(parsing: Self.text).text(.compact)
        == "{\"b\":[1.0,[],{},{\"z\":null,\"y\":[true]}],\"a\":\"x/y\\u001f\u{7F}\u{2028}\",\"\":\"\"}")
  }

  @Test("Pretty: two spaces, order and numbers as they were, final newline")
  func pretty() throws {
    #expect(
      try JSON(parsing: Self.text).text(.pretty) == """
        {
          "b": [
            1.0,
            [],
            {},
            {
              "z": null,
              "y": [
                true
              ]
            }
          ],
          "a": "x/y\\u001f\u{7F}\u{2028}",
          "": ""
        }

        """)
  }

  @Test("Pretty and sorted: the same with members sorted at every level")
  func prettySorted() throws {
    #expect(
      try JSON(parsing: Self.text).text(.prettySorted) == """
        {
          "": "",
          "a": "x/y\\u001f\u{7F}\u{2028}",
          "b": [
            1.0,
            [],
            {},
            {
              "y": [
                true
              ],
              "z": null
            }
          ]
        }

        """)
  }

  @Test("Canonical: one line, sorted, numbers as JavaScript writes them, no final newline")
  func canonical() throws {
    #expect(
      try JSON(parsing: Self.text).text(.canonical)
        == "{\"\":\"\",\"a\":\"x/y\\u001f\u{7F}\u{2028}\",\"b\":[1,[],{},{\"y\":[true],\"z\":null}]}")
  }

  @Test("A value that is no container is written alone")
  func scalars() throws {
    #expect(JSON.null.text(.compact) == "null")
    #expect(JSON.null.text(.pretty) == "null\n")
    #expect(JSON.string("").text(.canonical) == "\"\"")
    #expect(JSON.array([]).text(.pretty) == "[]\n")
    #expect(JSON.object(JSONObject()).text(.prettySorted) == "{}\n")
  }

  @Test(
    "Control characters are escaped in JSON.stringify's way, and nothing else is but quotes and backslashes")
  func escapes() throws {
    let controls = String(String.UnicodeScalarView((0..<0x20).map { Unicode.Scalar($0) }))
    #expect(
      JSON.string(controls + "\"\\/\u{7F}é😀").text(.compact)
        == #""\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007"#
        + #"\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017"#
        + #"\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\"\\/"# + "\u{7F}é😀\"")
  }

  @Test("An escape is found at every place of a long string")
  func escapePlaces() throws {
    for place in 0..<40 {
      for special in ["\"", "\n", "é", "\\"] {
        let text = String(repeating: "x", count: place) + special + String(repeating: "y", count: 40 - place)
        #expect(try JSON(parsing: JSON.string(text).bytes(.compact)) == .string(text))
      }
    }
  }

  @Test("What is written is read as the same value, in every format", arguments: JSONFormat.allCases)
  func roundTrip(_ format: JSONFormat) throws {
    var random = RandomJSON(seed: 8)
    for _ in 0..<500 {
      let value = random.value()
      let read = try JSON(parsing: value.bytes(format))
      #expect(format == .canonical ? read.bytes(.canonical) == value.bytes(.canonical) : read == value)
      #expect(read.bytes(format) == value.bytes(format))
      #expect(Array(value.text(format).utf8) == value.bytes(format))
    }
  }
}
