import Testing

@testable import JSON

@Suite("Places of elements")
struct JSONElementsTests {
  private func elements(_ text: String) -> [String]? {
    let bytes = Array(text.utf8)
    return JSONElements.places(in: bytes, under: "data")?.map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  @Test("every element is found as it stands, without the space around it")
  func found() {
    #expect(elements(#"{"data":[]}"#) == [])
    #expect(
      elements(#" { "data" : [ 1 , "a" ,{"b":[2,3]} , [ ] , null ] , "x":[9]}"#) == [
        "1", #""a""#, #"{"b":[2,3]}"#, "[ ]", "null",
      ])
  }

  @Test("brackets, commas and escapes inside strings are text")
  func strings() {
    let element = #"{"a\"]":"}],[{\\","long":"0123456789abcdef\"]]]]","é":"\\"}"#
    #expect(
      elements(#"{"data":["# + element + "," + element + #"],"nextCursor":null}"#) == [element, element])
  }

  @Test(
    "a text of another shape has none",
    arguments: [
      "", "[]", "{}", #"{"dat":[1]}"#, #"{"data":{}}"#, #"{"data":[1"#, #"{"data":["a"#, #"{"data":["a\"#,
      #"{"data":[,1]}"#, #"{"data":[1,]}"#, #"{"data":[{]"#, #"{"other":1,"data":[1]}"#, #"{"data"#,
    ])
  func otherShape(_ text: String) { #expect(elements(text) == nil) }

  @Test(
    "places agree with what the parser reads, whatever the elements are",
    arguments: [JSONFormat.compact, .prettySorted])
  func agreement(_ format: JSONFormat) throws {
    var random = RandomJSON(seed: 7)
    for _ in 0..<500 {
      let list = JSON.array((0..<5).map { _ in random.value() })
      let bytes = JSON.object(["data": list]).bytes(format)
      let places = try #require(JSONElements.places(in: bytes, under: "data"))
      #expect(try JSON.array(places.map { try JSON(parsing: Array(bytes[$0])) }) == list)
    }
  }
}
