/// Decodes from a value; also the single value container.
struct JSONTreeDecoder: Decoder, SingleValueDecodingContainer {
  let value: JSON
  let path: CodingPath
  let log: ReadLog?

  var codingPath: [any CodingKey] { path.keys }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .object(let object) = value else { throw mismatch([String: JSON].self, "an object") }
    return KeyedDecodingContainer(JSONKeyedDecoding(object: object, decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .array(let elements) = value else { throw mismatch([JSON].self, "an array") }
    return JSONUnkeyedDecoding(elements: elements, decoder: self)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }

  /// The decoder of a value inside this one.
  func decoder(for value: JSON, at path: CodingPath) -> JSONTreeDecoder {
    JSONTreeDecoder(value: value, path: path, log: log)
  }

  /// Decodes any type from the value.
  func decodeWhole<T: Decodable>(_ type: T.Type) throws -> T { try T(from: self) }

  func decodeNil() -> Bool { value.isNull }

  func decode(_ type: Bool.Type) throws -> Bool {
    guard case .bool(let value) = value else { throw mismatch(type, "a boolean") }
    return value
  }

  func decode(_ type: String.Type) throws -> String {
    guard case .string(let value) = value else { throw mismatch(type, "a string") }
    return value
  }

  func decode(_ type: Double.Type) throws -> Double {
    guard case .number(let number) = value else { throw mismatch(type, "a number") }
    guard number.double.isFinite else { throw mismatch(type, "a number that fits Double") }
    return number.double
  }

  func decode(_ type: Float.Type) throws -> Float {
    guard case .number(let number) = value else { throw mismatch(type, "a number") }
    guard let value = Float(number.text), value.isFinite else {
      throw mismatch(type, "a number that fits Float")
    }
    return value
  }

  func decode(_ type: Int.Type) throws -> Int { try integer() }
  func decode(_ type: Int8.Type) throws -> Int8 { try integer() }
  func decode(_ type: Int16.Type) throws -> Int16 { try integer() }
  func decode(_ type: Int32.Type) throws -> Int32 { try integer() }
  func decode(_ type: Int64.Type) throws -> Int64 { try integer() }
  func decode(_ type: UInt.Type) throws -> UInt { try integer() }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try integer() }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try integer() }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try integer() }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try integer() }

  func decode<T: Decodable>(_ type: T.Type) throws -> T { try T(from: self) }

  private func integer<T: FixedWidthInteger>() throws -> T {
    guard case .number(let number) = value else { throw mismatch(T.self, "an integer") }
    guard let value = number.integer(T.self) else {
      throw mismatch(T.self, "an integer from \(T.min) to \(T.max)")
    }
    return value
  }

  private func mismatch(_ type: any Any.Type, _ expected: String) -> DecodingError {
    Self.mismatch(type, expected, value, at: codingPath)
  }

  /// The error for a value that is not what a type expects.
  static func mismatch(
    _ type: any Any.Type, _ expected: String, _ found: JSON, at codingPath: [any CodingKey]
  ) -> DecodingError {
    .typeMismatch(
      type, .init(codingPath: codingPath, debugDescription: "expected \(expected), found \(found.kindName)"))
  }
}
