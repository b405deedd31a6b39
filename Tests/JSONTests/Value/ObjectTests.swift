import Testing

@testable import JSON

@Suite("Objects")
struct ObjectTests {
  @Test("Members keep their order, whatever changes")
  func order() {
    var object: JSONObject = ["z": 1, "a": 2, "m": 3]
    object["a"] = 4
    object["new"] = 5
    object["z"] = nil
    #expect(object.keys == ["a", "m", "new"])
    #expect(object.values == [4, 3, 5])
    #expect(object.map(\.key) == object.keys)
    #expect(object.count == 3)
    #expect(object["gone"] == nil)
  }

  @Test("Of equal names the last value wins, at the first one's place", arguments: [3, 16, 17, 40])
  func duplicates(_ count: Int) throws {
    let names = (0..<count).map { "\"n\($0)\": \($0)" }.joined(separator: ", ")
    let object = try #require(try JSON(parsing: "{\(names), \"n1\": \"last\"}").objectValue)
    #expect(object.count == count)
    #expect(object.keys == (0..<count).map { "n\($0)" })
    #expect(object["n1"] == "last")
    #expect(JSONObject([("a", 1), ("b", 2), ("a", 3)]).map(\.value) == [3, 2])
  }

  @Test("Names are equal when unescaped they are")
  func escapedDuplicates() throws {
    #expect(try JSON(parsing: #"{"a": 1, "\u0061": 2}"#).text(.compact) == #"{"a":2}"#)
  }

  @Test("Names and strings that only look alike differ")
  func canonicalEquivalence() throws {
    let value = try JSON(parsing: #"{"\u00e9": 1, "e\u0301": 2}"#)
    #expect(value.objectValue?.count == 2)
    #expect(value["\u{E9}"] == 1)
    #expect(value["e\u{301}"] == 2)
    #expect(JSON.string("\u{E9}") != JSON.string("e\u{301}"))
    #expect(Set([JSON.string("\u{E9}"), JSON.string("e\u{301}")]).count == 2)
  }

  @Test("Equality and hash do not depend on the order of members", arguments: [3, 50])
  func equality(_ count: Int) {
    let members = (0..<count).map { ("n\($0)", JSON($0)) }
    let left = JSONObject(members)
    var right = JSONObject(members.reversed())
    #expect(left == right)
    #expect(left.hashValue == right.hashValue)
    right["n1"] = "other"
    #expect(left != right)
    right["n1"] = nil
    #expect(left != right)
    right["other"] = 1
    #expect(left != right)
  }

  @Test("Members of large objects are found after every kind of change")
  func largeObject() {
    var object = JSONObject()
    for number in 0..<200 {
      object["n\(number)"] = JSON(number)
      #expect(object["n\(number / 2)"] == JSON(number / 2))
    }
    for number in stride(from: 0, to: 200, by: 3) {
      #expect(object.removeValue(forKey: "n\(number)") == JSON(number))
    }
    #expect(object.removeValue(forKey: "n0") == nil)
    for number in 0..<200 {
      #expect(object["n\(number)"]?.intValue == (number.isMultiple(of: 3) ? nil : number))
    }
    let even = object.filter { $0.value.intValue?.isMultiple(of: 2) == true }
    #expect(even["n2"] == 2)
    #expect(even["n1"] == nil)
    let doubled = object.mapValues { JSON(2 * ($0.intValue ?? 0)) }
    #expect(doubled["n100"] == 200)
    #expect(doubled.keys == object.keys)
  }

  @Test("Copies of an object are independent")
  func copies() {
    let original = JSONObject((0..<20).map { ("n\($0)", JSON($0)) })
    var copy = original
    copy["n3"] = nil
    copy["n4"] = "changed"
    copy["new"] = 1
    #expect(original["n3"] == 3)
    #expect(original["n4"] == 4)
    #expect(original["new"] == nil)
    #expect(original.count == 20)
  }

  @Test("200,000 members are read, found and repeated names settled in linear time", .timeLimit(.minutes(1)))
  func hostileObject() throws {
    let count = 200_000
    let members = (0..<count).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
    let value = try JSON(parsing: "{\(members)}")
    #expect(value.objectValue?.count == count)
    for number in stride(from: 0, to: count, by: 7) { #expect(value["k\(number)"]?.intValue == number) }
    let twice = try JSON(parsing: "{\(members),\(members)}")
    #expect(twice == value)
    #expect(try JSON(parsing: twice.bytes(.canonical)) == value)
  }
}
