import Testing

@testable import JSON

@Suite("Places of errors")
struct ErrorPlaceTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let text: String
    let reason: JSONError.Reason
    let line: Int
    let column: Int
    let offset: Int

    init(_ text: String, _ reason: JSONError.Reason, _ line: Int, _ column: Int, _ offset: Int) {
      (self.text, self.reason, self.line, self.column, self.offset) = (text, reason, line, column, offset)
    }

    var testDescription: String { text.debugDescription }
  }

  static let examples = [
    Example("", .unexpectedEnd(expected: "a value"), 1, 1, 0),
    Example("[1, 2", .unexpectedEnd(expected: "\",\" or \"]\""), 1, 6, 5),
    Example("[1 2]", .unexpected(expected: "\",\" or \"]\""), 1, 4, 3),
    Example("{\"a\" 1}", .unexpected(expected: "\":\""), 1, 6, 5),
    Example("{\"a\": 1 \"b\"}", .unexpected(expected: "\",\" or \"}\""), 1, 9, 8),
    Example("{1}", .unexpected(expected: "a member name or \"}\""), 1, 2, 1),
    Example("{\"a\":1,}", .unexpected(expected: "a member name"), 1, 8, 7),
    Example("{\"a\":1,", .unexpectedEnd(expected: "a member name"), 1, 8, 7),
    Example("[tru]", .unexpected(expected: "a value"), 1, 5, 4),
    Example("[tru", .unexpectedEnd(expected: "\"true\""), 1, 5, 4),
    Example("[01]", .invalidNumber, 1, 2, 1),
    Example("[-]", .invalidNumber, 1, 2, 1),
    Example("[1.", .unexpectedEnd(expected: "a digit"), 1, 4, 3),
    Example("[\"a\\x\"]", .invalidEscape, 1, 4, 3),
    Example("[\"a\\u12g4\"]", .invalidEscape, 1, 4, 3),
    Example("[\"a", .unexpectedEnd(expected: "the end of a string"), 1, 4, 3),
    Example("[\"a\\", .unexpectedEnd(expected: "the end of a string"), 1, 5, 4),
    Example("[\"a\u{1}\"]", .controlCharacter, 1, 4, 3),
    Example("[\"\\n\u{1}\"]", .controlCharacter, 1, 5, 4),
    Example("[1] 2", .trailingContent, 1, 5, 4),
    Example("{\n  \"é😀\": x\n}", .unexpected(expected: "a value"), 2, 9, 14),
    Example("\u{FEFF}[x", .unexpected(expected: "a value"), 1, 2, 4),
    Example("[\n\n  x", .unexpected(expected: "a value"), 3, 3, 5),
    Example("[\r\n\r\n  x", .unexpected(expected: "a value"), 3, 3, 7),
    Example("[\r\r  x", .unexpected(expected: "a value"), 3, 3, 5),
  ]

  @Test("An error says what is wrong, in which line and column, at which byte", arguments: examples)
  func place(_ example: Example) throws {
    let error = try #require(throws: JSONError.self) { try JSON(parsing: example.text) }
    #expect(error.reason == example.reason)
    #expect(error.line == example.line)
    #expect(error.column == example.column)
    #expect(error.offset == example.offset)
  }

  @Test("Bytes that are no UTF-8 are an error at the first of them")
  func invalidUTF8() throws {
    let bytes = Array("[\"é\",\n \"aé".utf8) + [0xC3, 0x28] + Array("\"]".utf8)
    let error = try #require(throws: JSONError.self) { try JSON(parsing: bytes) }
    #expect(error == JSONError(reason: .invalidUTF8, line: 2, column: 5, offset: 12))
  }

  @Test("An error reads as a sentence with its place")
  func description() throws {
    let error = try #require(throws: JSONError.self) { try JSON(parsing: "{\n  \"a\": 1\n  \"b\": 2\n}") }
    #expect(error.description == #"line 3, column 3: expected "," or "}""#)
  }

  @Test("The three kinds of input are read alike")
  func overloads() throws {
    let text = "{\"a\":[1,\"é\"]}"
    let bytes = Array(text.utf8)
    let value = try JSON(parsing: text)
    #expect(try JSON(parsing: bytes) == value)
    let fromBuffer = try bytes.withUnsafeBytes { try JSON(parsing: $0) }
    #expect(fromBuffer == value)
  }
}
