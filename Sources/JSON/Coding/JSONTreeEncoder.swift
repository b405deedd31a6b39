/// Encodes into a node; also the single value container.
struct JSONTreeEncoder: Encoder, SingleValueEncodingContainer {
  let node: EncodingNode
  let path: CodingPath

  var codingPath: [any CodingKey] { path.keys }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    node.openObject()
    return KeyedEncodingContainer(JSONKeyedEncoding(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    node.openArray()
    return JSONUnkeyedEncoding(encoder: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }

  /// Encodes a value of any type.
  func encode<T: Encodable>(whole value: T) throws { try value.encode(to: self) }

  func encodeNil() { node.content = .value(.null) }
  func encode(_ value: Bool) { node.content = .value(.bool(value)) }
  func encode(_ value: String) { node.content = .value(.string(value)) }
  func encode(_ value: Int) { encode(integer: value) }
  func encode(_ value: Int8) { encode(integer: value) }
  func encode(_ value: Int16) { encode(integer: value) }
  func encode(_ value: Int32) { encode(integer: value) }
  func encode(_ value: Int64) { encode(integer: value) }
  func encode(_ value: UInt) { encode(integer: value) }
  func encode(_ value: UInt8) { encode(integer: value) }
  func encode(_ value: UInt16) { encode(integer: value) }
  func encode(_ value: UInt32) { encode(integer: value) }
  func encode(_ value: UInt64) { encode(integer: value) }
  func encode<T: Encodable>(_ value: T) throws { try encode(whole: value) }

  func encode(_ value: Double) throws {
    guard value.isFinite else {
      throw EncodingError.invalidValue(
        value, .init(codingPath: codingPath, debugDescription: "JSON has no infinities and no NaN"))
    }
    node.content = .value(.number(JSONNumber(value)))
  }

  /// The digits are those of the single precision number: 0.1 is written `0.1`.
  func encode(_ value: Float) throws { try encode(Double(value.description) ?? Double(value)) }

  private func encode(integer value: some FixedWidthInteger) {
    node.content = .value(.number(JSONNumber(verified: String(value))))
  }
}
