import JSON
import Testing

@testable import Operations

@Suite("Places in a JSON text")
struct JSONPlacesTests {
  private let text = "{\r\n \"ä\" : [1, {\"b/~\": true }],\n\"a\\u0062\":\"]}\\\"\",\r\"n\":-1.5e3}"

  @Test(
    "values stand where they begin",
    arguments: [
      ("", 1, 1), ("/ä", 2, 8), ("/ä/0", 2, 9), ("/ä/1", 2, 12), ("/ä/1/b~1~0", 2, 20), ("/ab", 3, 11),
      ("/n", 4, 5),
    ])
  func values(_ pointer: String, _ line: Int, _ column: Int) throws {
    let places = JSONPlaces(Array(text.utf8))
    #expect(places.place(ofValueAt: try JSONPointer(pointer)) == TextPlace(line: line, column: column))
  }

  @Test(
    "names stand where their quotation mark is",
    arguments: [("/ä", 2, 2), ("/ä/1/b~1~0", 2, 13), ("/n", 4, 1)])
  func names(_ pointer: String, _ line: Int, _ column: Int) throws {
    let places = JSONPlaces(Array(text.utf8))
    #expect(places.place(ofNameAt: try JSONPointer(pointer)) == TextPlace(line: line, column: column))
  }

  @Test("what is not there has no place")
  func missing() throws {
    let places = JSONPlaces(Array(text.utf8))
    #expect(places.place(ofValueAt: try JSONPointer("/ä/2")) == nil)
    #expect(places.place(ofNameAt: JSONPointer()) == nil)
  }

  @Test("a byte order mark is not counted")
  func byteOrderMark() throws {
    let places = JSONPlaces([0xEF, 0xBB, 0xBF] + Array("{\"a\":1}".utf8))
    #expect(places.place(ofValueAt: try JSONPointer("/a")) == TextPlace(line: 1, column: 6))
  }

  @Test("of a name that repeats the last one counts, and each later one is listed")
  func repeated() throws {
    let places = JSONPlaces(Array("{\"a\":1,\n\"a\":2,\n\"\\u0061\":3}".utf8))
    #expect(places.place(ofValueAt: try JSONPointer("/a")) == TextPlace(line: 3, column: 10))
    #expect(places.repeatedMembers.map(\.place.line) == [2, 3])
  }

  @Test("every value of every example has a place, and the text there begins with it")
  func examples() throws {
    for example in SchemaExamples.all {
      let bytes = example.document.bytes(.pretty)
      let places = JSONPlaces(bytes)
      let lines = String(decoding: bytes, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      for mutation in DocumentMutation.all(of: example.document) where mutation.kind == .nullified {
        let place = try #require(places.place(ofValueAt: mutation.pointer), "\(mutation.pointer)")
        let value = try #require(example.document.value(at: mutation.pointer))
        let rest = String(lines[place.line - 1].unicodeScalars.dropFirst(place.column - 1))
        #expect(rest.utf8.first == value.bytes(.compact).first, "\(mutation.pointer)")
      }
    }
  }
}
