import Testing

@testable import JSON

@Suite("Size bounds")
struct LimitTests {
  @Test("A text of as many bytes as allowed is read, a longer one is refused")
  func bytes() throws {
    #expect(try JSON(parsing: "[1]", limits: JSONLimits(maxBytes: 3)) == [1])
    let error = #expect(throws: JSONError.self) { try JSON(parsing: "[1] ", limits: JSONLimits(maxBytes: 3)) }
    #expect(error?.reason == .tooLarge(limit: 3))
  }

  @Test("As many values as allowed are read, one more is refused where it begins")
  func values() throws {
    let text = #"[1, {"a": "b", "c": []}, null]"#
    #expect(try JSON(parsing: text, limits: JSONLimits(maxValues: 6)).text(.pretty).isEmpty == false)
    let error = #expect(throws: JSONError.self) { try JSON(parsing: text, limits: JSONLimits(maxValues: 5)) }
    #expect(error?.reason == .tooManyValues(limit: 5))
    #expect(error?.column == 26)
  }

  @Test("A million elements are read")
  func hugeArray() throws {
    let text = "[" + String(repeating: "0,", count: 999_999) + "0]"
    let value = try JSON(parsing: text)
    #expect(value.arrayValue?.count == 1_000_000)
    #expect(value.text(.compact) == text)
  }

  @Test("A string of a megabyte is read, plain or escaped")
  func hugeString() throws {
    let plain = String(repeating: "é", count: 1 << 19)
    #expect(try JSON(parsing: "\"\(plain)\"") == .string(plain))
    let escaped = String(repeating: "\\u00e9", count: 1 << 19)
    #expect(try JSON(parsing: "\"\(escaped)\"") == .string(plain))
  }
}
