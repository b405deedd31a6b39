import Testing

@testable import JSON

@Suite("JSON Pointers (RFC 6901)")
struct PointerTests {
  /// The document of section 5.
  static let document = try? JSON(
    parsing: #"""
      {"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8}
      """#)

  @Test(
    "The examples of section 5",
    arguments: [
      ("/foo", ["bar", "baz"]), ("/foo/0", "bar"), ("/", 0), ("/a~1b", 1), ("/c%d", 2), ("/e^f", 3),
      ("/g|h", 4),
      ("/i\\j", 5), ("/k\"l", 6), ("/ ", 7), ("/m~0n", 8),
    ] as [(String, JSON)])
  func rfcExamples(_ text: String, _ expected: JSON) throws {
    let pointer = try JSONPointer(text)
    #expect(try #require(Self.document).value(at: pointer) == expected)
    #expect(pointer.description == text)
  }

  @Test("The empty pointer is the whole document")
  func root() throws {
    #expect(try JSONPointer("") == JSONPointer())
    #expect(try Self.document?.value(at: JSONPointer("")) == Self.document)
  }

  @Test(
    "A place that does not exist has no value",
    arguments: [
      "/foo/2", "/foo/-", "/foo/-1", "/foo/00", "/foo/01", "/foo/+0", "/foo/", "/foo/ 0", "/foo/0/x",
      "/nothing", "//x", "/foo/99999999999999999999",
      "/foo/١",
    ])
  func nowhere(_ text: String) throws {
    #expect(try #require(Self.document).value(at: JSONPointer(text)) == nil)
  }

  @Test("~01 is ~1, not a slash")
  func escapeOrder() throws {
    #expect(try JSONPointer("/~01").tokens == ["~1"])
    #expect(try JSONPointer("/~0~1~10").tokens == ["~//0"])
  }

  @Test(
    "A text that is no pointer is an error",
    arguments: [
      ("foo", .noSlash), ("#/foo", .noSlash), ("/~", .badEscape), ("/a~2", .badEscape), ("/~/b", .badEscape),
    ] as [(String, JSONPointerError.Reason)])
  func invalid(_ text: String, _ reason: JSONPointerError.Reason) {
    let error = #expect(throws: JSONPointerError.self) { try JSONPointer(text) }
    #expect(error?.reason == reason)
    #expect(error?.description.contains(text) == true)
  }

  @Test("A combining mark behind a slash belongs to the token")
  func combiningMarks() throws {
    #expect(
      try JSONPointer("/\u{301}a/~0\u{301}").tokens.map { Array($0.utf8) }
        == ["\u{301}a", "~\u{301}"].map { Array($0.utf8) })
    #expect(try JSONPointer("/\u{E9}") != JSONPointer("/e\u{301}"))
  }

  @Test("Appending and reading back any token gives the same pointer")
  func roundTrip() throws {
    var random = RandomJSON(seed: 9)
    for _ in 0..<2000 {
      let pointer = JSONPointer().appending(random.text()).appending(7).appending(random.text() + "~/~1")
      #expect(try JSONPointer(pointer.description) == pointer)
      #expect(pointer.tokens[1] == "7")
    }
  }
}
