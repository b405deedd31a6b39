import Testing

@testable import JSON

@Suite("Access")
struct AccessTests {
  static let value: JSON = [
    "null": nil, "yes": true, "int": 7, "real": 2.5, "text": "t", "list": [1, 2], "object": ["a": "b"],
  ]

  @Test("Each kind is read by its own property and by no other")
  func kinds() {
    let value = Self.value
    #expect(value["null"]?.isNull == true)
    #expect(value["yes"]?.boolValue == true)
    #expect(value["int"]?.intValue == 7)
    #expect(value["real"]?.doubleValue == 2.5)
    #expect(value["text"]?.stringValue == "t")
    #expect(value["list"]?.arrayValue == [1, 2])
    #expect(value["object"]?.objectValue == ["a": "b"])
    #expect(value["real"]?.intValue == nil)
    for key in ["null", "list", "object", "text"] {
      #expect(value[key]?.boolValue == nil)
      #expect(value[key]?.intValue == nil)
      #expect(value[key]?.doubleValue == nil)
    }
    #expect(value["int"]?.stringValue == nil)
    #expect(value["int"]?.arrayValue == nil)
    #expect(value["int"]?.objectValue == nil)
    #expect(value["int"]?.isNull == false)
  }

  @Test("Subscripts give nil for what is not there")
  func subscripts() {
    #expect(Self.value["list"]?[1] == 2)
    #expect(Self.value["list"]?[2] == nil)
    #expect(Self.value["list"]?[-1] == nil)
    #expect(Self.value["list"]?["a"] == nil)
    #expect(Self.value["object"]?[0] == nil)
    #expect(Self.value["absent"] == nil)
    #expect(Self.value["object"]?["a"]?["b"] == nil)
  }

  @Test("Kinds have names for messages")
  func kindNames() {
    let names = ["null", "yes", "int", "text", "list", "object"].compactMap { Self.value[$0]?.kindName }
    #expect(names == ["null", "a boolean", "a number", "a string", "an array", "an object"])
  }

  @Test("Values of different kinds are never equal, those of the same kind when their content is")
  func equality() {
    let values: [JSON] = [
      nil, false, true, 0, "0", [], [nil], [0], [0, 0], [:], ["a": nil], ["a": 0], ["b": 0],
    ]
    for (place, value) in values.enumerated() {
      for (other, otherValue) in values.enumerated() { #expect((value == otherValue) == (place == other)) }
    }
    #expect(Set(values + values).count == values.count)
  }
}
