import Testing

@testable import JSON

@Suite("Encoding and decoding")
struct CodingTests {
  struct Everything: Codable, Equatable {
    var bool: Bool
    var int: Int
    var small: Int8
    var large: UInt64
    var double: Double
    var float: Float
    var text: String
    var absent: String?
    var list: [Int]
    var names: [String: Bool]
    var nested: Nested
    var any: JSON
    var object: JSONObject
    var number: JSONNumber
    var pointer: JSONPointer
    var choice: Choice
    var payload: Payload
  }

  struct Nested: Codable, Equatable { var values: [Double?] }

  enum Choice: String, Codable { case one, two }

  enum Payload: Codable, Equatable { case none, some(value: Int) }

  static let everything = Everything(
    bool: true, int: -5, small: -128, large: .max, double: 0.1, float: 0.1, text: "é\n", absent: nil,
    list: [1, 2],
    names: ["a": true], nested: Nested(values: [1.5, nil]), any: ["z": 1, "a": [nil]], object: ["k": "v"],
    number: JSONNumber(verified: "1.50"), pointer: JSONPointer(tokens: ["a/b", "0"]), choice: .two,
    payload: .some(value: 3))

  @Test("Members are written in the order of their declaration, numbers exactly")
  func encoding() throws {
    #expect(
      try JSON.encode(Self.everything).text(.compact) == #"{"bool":true,"int":-5,"small":-128,"#
        + #""large":18446744073709551615,"double":0.1,"float":0.1,"text":"é\n","list":[1,2],"names":{"a":true},"#
        + #""nested":{"values":[1.5,null]},"any":{"z":1,"a":[null]},"object":{"k":"v"},"number":1.50,"#
        + #""pointer":"/a~1b/0","choice":"two","payload":{"some":{"value":3}}}"#)
  }

  @Test("What was encoded is decoded as it was")
  func roundTrip() throws {
    #expect(try JSON.encode(Self.everything).decode(as: Everything.self) == Self.everything)
  }

  @Test("Values that are no objects are encoded and decoded too")
  func scalars() throws {
    #expect(try JSON.encode(5) == 5)
    #expect(try JSON.encode("x") == "x")
    #expect(try JSON.encode([1, nil, 3]) == [1, nil, 3])
    #expect(try JSON.encode(Int?.none) == nil)
    #expect(try JSON.encode([String: Int]()) == [:])
    #expect(try JSON.encode([Int]()) == [])
    #expect(try JSON(parsing: "2.0").decode(as: Int.self) == 2)
    #expect(try JSON.null.decode(as: Int?.self) == nil)
    #expect(try JSON(parsing: "[[1],[]]").decode(as: [[Int]].self) == [[1], []])
    #expect(try JSON.array([nil, 1]).decode(as: [Int?].self) == [nil, 1])
    #expect(try JSON(parsing: #"{"3":"c"}"#).decode(as: [Int: String].self) == [3: "c"])
  }

  @Test("A number that JSON has not is not encoded", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(_ value: Double) {
    #expect(throws: EncodingError.self) { try JSON.encode([value]) }
    #expect(throws: EncodingError.self) { try JSON.encode(["a": Float(value)]) }
  }

  @Test("An error of encoding tells its place")
  func place() throws {
    let error = try #require(throws: EncodingError.self) { try JSON.encode(["a": [0, 1, Double.nan]]) }
    guard case .invalidValue(_, let context) = error else { throw error }
    #expect(context.codingPath.map(\.stringValue) == ["a", "2"])
  }

  /// A class hierarchy: the subclass shares the object of its superclass, or nests it under `super`.
  class Base: Codable {
    var base = 1
    init() {}
  }

  final class Derived: Base {
    var own = 2
    override init() { super.init() }
    private enum CodingKeys: String, CodingKey { case own }

    required init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      own = try container.decode(Int.self, forKey: .own)
      try super.init(from: try container.superDecoder())
    }

    override func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(own, forKey: .own)
      try super.encode(to: container.superEncoder())
    }
  }

  @Test("Superclasses are encoded and decoded")
  func inheritance() throws {
    let json = try JSON.encode(Derived())
    #expect(json.text(.compact) == #"{"own":2,"super":{"base":1}}"#)
    #expect(try json.decode(as: Derived.self).base == 1)
  }

  /// Containers filled in turns, and one opened twice.
  struct Interleaved: Encodable {
    enum Key: String, CodingKey { case a, b, c }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      var first = container.nestedUnkeyedContainer(forKey: .a)
      var second = container.nestedContainer(keyedBy: Key.self, forKey: .b)
      try first.encode(1)
      try second.encode("x", forKey: .a)
      try first.encode(contentsOf: [2, 3])
      var inner = first.nestedUnkeyedContainer()
      try inner.encodeNil()
      var again = container.nestedContainer(keyedBy: Key.self, forKey: .b)
      try again.encode(true, forKey: .c)
      try again.encodeNil(forKey: .b)
    }
  }

  @Test("Containers may be filled in turns and opened twice")
  func interleaved() throws {
    #expect(
      try JSON.encode(Interleaved()).text(.compact)
        == #"{"a":[1,2,3,[null]],"b":{"a":"x","c":true,"b":null}}"#)
  }

  /// Reads an array by hand.
  struct Triple: Decodable, Equatable {
    var first: Int
    var second: [String]
    var third: String?
    var count: Int?

    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      count = container.count
      first = try container.decode(Int.self)
      var inner = try container.nestedUnkeyedContainer()
      second = []
      while !inner.isAtEnd { second.append(try inner.decode(String.self)) }
      third = try container.decodeIfPresent(String.self)
      _ = try container.decodeIfPresent(String.self)
    }
  }

  @Test("An array is read element by element, and only as far as it goes")
  func unkeyed() throws {
    let triple = try JSON(parsing: #"[1,["a","b"],null]"#).decode(as: Triple.self)
    #expect(triple.count == 3)
    #expect(triple.second == ["a", "b"])
    #expect(triple.third == nil)
    let error = #expect(throws: JSONDecodingError.self) { try JSON(parsing: "[1]").decode(as: Triple.self) }
    #expect(error?.description == "expected more than 1 elements")
  }
}
