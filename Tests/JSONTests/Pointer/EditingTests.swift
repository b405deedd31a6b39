import Testing

@testable import JSON

@Suite("Editing at a pointer")
struct EditingTests {
  static let document: JSON = ["a": ["list": [1, 2], "x": "y"], "b": 0]

  @Test(
    "A value is replaced, added or appended where its container exists",
    arguments: [
      ("/b", #"{"a":{"list":[1,2],"x":"y"},"b":9}"#),
      ("/c", #"{"a":{"list":[1,2],"x":"y"},"b":0,"c":9}"#),
      ("/a/list/0", #"{"a":{"list":[9,2],"x":"y"},"b":0}"#),
      ("/a/list/2", #"{"a":{"list":[1,2,9],"x":"y"},"b":0}"#),
      ("/a/list/-", #"{"a":{"list":[1,2,9],"x":"y"},"b":0}"#),
      ("", "9"),
    ])
  func set(_ text: String, _ expected: String) throws {
    var value = Self.document
    #expect(value.set(9, at: try JSONPointer(text)))
    #expect(value.text(.compact) == expected)
  }

  @Test(
    "Nothing changes where it does not",
    arguments: [
      "/c/d", "/a/list/3", "/a/list/x", "/a/list/01", "/b/c", "/a/list/0/x", "/a/list/9/x", "/a/list/-/x",
    ])
  func setNowhere(_ text: String) throws {
    var value = Self.document
    #expect(value.set(9, at: try JSONPointer(text)) == false)
    #expect(value.text(.compact) == Self.document.text(.compact))
    #expect(value.removeValue(at: try JSONPointer(text)) == nil)
    #expect(value.text(.compact) == Self.document.text(.compact))
  }

  @Test("A value is removed and given back")
  func remove() throws {
    var value = Self.document
    #expect(value.removeValue(at: try JSONPointer("/a/list/0")) == 1)
    #expect(value.removeValue(at: try JSONPointer("/a/x")) == "y")
    #expect(value.removeValue(at: try JSONPointer("/b")) == 0)
    #expect(value.removeValue(at: try JSONPointer("/a/list/-")) == nil)
    #expect(value.removeValue(at: JSONPointer()) == nil)
    #expect(value.text(.compact) == #"{"a":{"list":[2]}}"#)
  }

  @Test("A copy made before is left as it was")
  func copies() throws {
    var value = Self.document
    let copy = value
    #expect(value.set(9, at: try JSONPointer("/a/list/0")))
    #expect(copy.text(.compact) == Self.document.text(.compact))
  }
}
