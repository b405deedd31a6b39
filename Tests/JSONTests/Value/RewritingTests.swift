import Testing

@testable import JSON

@Suite("Rewriting members, and looking through values") struct RewritingTests {
  private static let object: JSONObject = ["a": 1, "b": ["x": 2], "c": "three"]

  @Test("members are kept, dropped and replaced in their order") func fates() {
    let result = Self.object.rewritten { key, value in
      switch key {
      case "a": .dropped
      case "b": .replaced("new")
      default: .kept
      }
    }
    #expect(result.map(\.key) == ["b", "c"])
    #expect(result == ["b": "new", "c": "three"])
    #expect(Self.object.rewritten { _, _ in .kept } == Self.object)
    #expect(Self.object.rewritten { _, _ in .dropped }.isEmpty)
  }

  @Test("many members are found by name after rewriting") func many() {
    let object = JSONObject((0..<100).map { ("key \($0)", JSON($0)) })
    let result = object.rewritten { key, value in
      value == 50 ? .dropped : value == 60 ? .replaced("sixty") : .kept
    }
    #expect(result.count == 99)
    #expect(result["key 50"] == nil)
    #expect(result["key 60"] == "sixty")
    #expect(result["key 99"] == 99)
  }

  @Test(
    "numbers that JavaScript may write otherwise are found at any depth",
    arguments: [
      ("1", true), ("[1, -2, 0.5, 15]", true), (#"{"a": [{"b": "1.0"}]}"#, true), ("1.0", false),
      (#"{"a": [{"b": 1e3}]}"#, false), ("[12345678901234567890]", false), ("-0", false),
    ])
  func plainNumbers(_ text: String, _ expected: Bool) throws {
    #expect(try JSON(parsing: text).hasPlainNumbers == expected)
  }

  @Test("a member is found at any depth, by its bytes") func holdsMember() throws {
    let json = try JSON(parsing: #"[{"a": {"b": [1, {"\u00e9": null}]}}, "c"]"#)
    #expect(json.holdsMember("b"))
    #expect(json.holdsMember("\u{e9}"))
    #expect(!json.holdsMember("e\u{301}"))
    #expect(!json.holdsMember("c"))
  }

  @Test(
    "strings are ordered by their bytes",
    arguments: [
      ("", "a"), ("a", "b"), ("a", "aa"), ("Z", "a"), ("\u{ffff}", "\u{10000}"), ("12345678", "123456789"),
    ])
  func order(_ left: String, _ right: String) {
    #expect(left.precedesByScalars(right))
    #expect(!right.precedesByScalars(left))
    #expect(left.leadingBytes <= right.leadingBytes)
  }
}
