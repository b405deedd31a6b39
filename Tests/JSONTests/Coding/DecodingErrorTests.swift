import Testing

@testable import JSON

@Suite("Errors of decoding")
struct DecodingErrorTests {
  struct Workflow: Decodable {
    var name: String
    var nodes: [Node]
    var settings: [String: Int]?
  }

  struct Node: Decodable {
    var id: Int
    var kind: Kind?
    var weight: UInt8?
    var ratio: Double?
    var note: JSONObject?
    var place: JSONPointer?
  }

  enum Kind: String, Decodable { case trigger, action }

  @Test(
    "An error tells the place, what was expected and what is there",
    arguments: [
      ("[]", "expected an object, found an array"),
      ("{}", #"the member "name" is missing"#),
      (#"{"name": null, "nodes": []}"#, "/name: expected a string, found null"),
      (#"{"name": 5, "nodes": []}"#, "/name: expected a string, found a number"),
      (#"{"name": "a", "nodes": {}}"#, "/nodes: expected an array, found an object"),
      (#"{"name": "a", "nodes": [{"id": 1}, {}]}"#, #"/nodes/1: the member "id" is missing"#),
      (#"{"name": "a", "nodes": [{"id": "1"}]}"#, "/nodes/0/id: expected an integer, found a string"),
      (
        #"{"name": "a", "nodes": [{"id": 1, "weight": 256}]}"#,
        "/nodes/0/weight: expected an integer from 0 to 255, found a number"
      ),
      (
        #"{"name": "a", "nodes": [{"id": 1, "weight": 1.5}]}"#,
        "/nodes/0/weight: expected an integer from 0 to 255, found a number"
      ),
      (
        #"{"name": "a", "nodes": [{"id": 1, "ratio": 1e400}]}"#,
        "/nodes/0/ratio: expected a number that fits Double, found a number"
      ),
      (
        #"{"name": "a", "nodes": [{"id": 1, "note": []}]}"#,
        "/nodes/0/note: expected an object, found an array"
      ),
      (#"{"name": "a", "nodes": [{"id": 1, "place": "x"}]}"#, "/nodes/0/place: expected a JSON Pointer"),
      (
        #"{"name": "a", "nodes": [], "settings": {"a/b~": true}}"#,
        "/settings/a~1b~0: expected an integer, found a boolean"
      ),
    ])
  func place(_ text: String, _ expected: String) throws {
    let error = try #require(throws: JSONDecodingError.self) {
      try JSON(parsing: text).decode(as: Workflow.self)
    }
    #expect(error.description == expected)
  }

  @Test("A choice that does not exist is an error at its place")
  func choice() throws {
    let json = try JSON(parsing: #"{"name": "a", "nodes": [{"id": 1, "kind": "other"}]}"#)
    let error = try #require(throws: JSONDecodingError.self) { try json.decode(as: Workflow.self) }
    #expect(error.pointer.description == "/nodes/0/kind")
  }

  @Test("A message is one line of printable text, whatever the names are")
  func printable() throws {
    let json = try JSON(
      parsing: #"{"name": "a", "nodes": [], "settings": {"a\n\u001b[31m\u202e\ud800": "x"}}"#)
    let error = try #require(throws: JSONDecodingError.self) { try json.decode(as: Workflow.self) }
    #expect(
      error.description
        == #"/settings/a\u{A}\u{1B}[31m\u{202E}\u{10F800}: expected an integer, found a string"#)
    let long = JSONDecodingError(pointer: JSONPointer(), reason: String(repeating: "x", count: 10_000))
    #expect(long.description.count < 300)
  }

  /// Throws an error of its own.
  struct Refusing: Decodable {
    struct Refusal: Error {}
    init(from decoder: any Decoder) throws { throw Refusal() }
  }

  @Test("An error of the type's own passes through")
  func ownError() {
    #expect(throws: Refusing.Refusal.self) { try JSON.null.decode(as: Refusing.self) }
  }
}
