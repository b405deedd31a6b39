import Testing

@testable import JSON

@Suite("Smoke")
struct SmokeTests {
  struct Thing: Codable, Equatable { var a: Int; var b: [String: Double]?; var c: JSON }

  @Test("basics")
  func basics() throws {
    let text = #"{"b":[1.0,-0,1e400,"\ud800x\u00e9\n"],"a":{"x":null,"y":true}}"#
    let json = try JSON(parsing: text)
    #expect(json.text(.compact) == #"{"b":[1.0,-0,1e400,"\ud800xé\n"],"a":{"x":null,"y":true}}"#)
    #expect(json.text(.canonical) == #"{"a":{"x":null,"y":true},"b":[1,0,null,"\ud800xé\n"]}"#)
    print(json.text(.prettySorted))
    #expect(try JSON(parsing: json.bytes(.prettySorted)) == json)
    let thing = try JSON(parsing: #"{"a":1.0,"b":{"q":2.5},"c":[1,{"z":2}]}"#).decode(as: Thing.self)
    #expect(try JSON.encode(thing).text(.compact) == #"{"a":1,"b":{"q":2.5},"c":[1,{"z":2}]}"#)
    #expect(throws: JSONDecodingError.self) {
      try JSON(parsing: #"{"a":1.0,"b":{"q":"s"},"c":[1,{"z":2}]}"#).decode(as: Thing.self)
    }
    #expect(json.value(at: try JSONPointer("/a/y")) == true)
  }
}
