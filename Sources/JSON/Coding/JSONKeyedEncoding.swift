/// Encodes the members of an object.
struct JSONKeyedEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: JSONTreeEncoder

  var codingPath: [any CodingKey] { encoder.codingPath }

  func encodeNil(forKey key: Key) { member(key).encodeNil() }
  func encode(_ value: Bool, forKey key: Key) { member(key).encode(value) }
  func encode(_ value: String, forKey key: Key) { member(key).encode(value) }
  func encode(_ value: Double, forKey key: Key) throws { try member(key).encode(value) }
  func encode(_ value: Float, forKey key: Key) throws { try member(key).encode(value) }
  func encode(_ value: Int, forKey key: Key) { member(key).encode(value) }
  func encode(_ value: Int8, forKey key: Key) { member(key).encode(value) }
  func encode(_ value: Int16, forKey key: Key) { member(key).encode(value) }
  func encode(_ value: Int32, forKey key: Key) { member(key).encode(value) }
  func encode(_ value: Int64, forKey key: Key) { member(key).encode(value) }
  func encode(_ value: UInt, forKey key: Key) { member(key).encode(value) }
  func encode(_ value: UInt8, forKey key: Key) { member(key).encode(value) }
  func encode(_ value: UInt16, forKey key: Key) { member(key).encode(value) }
  func encode(_ value: UInt32, forKey key: Key) { member(key).encode(value) }
  func encode(_ value: UInt64, forKey key: Key) { member(key).encode(value) }
  func encode<T: Encodable>(_ value: T, forKey key: Key) throws { try member(key).encode(whole: value) }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    opened(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    opened(key).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { opened(PathKey(stringValue: "super")) }

  func superEncoder(forKey key: Key) -> any Encoder { opened(key) }

  private func member(_ key: any CodingKey) -> JSONTreeEncoder {
    encoder(of: encoder.node.appendMember(key.stringValue), key)
  }

  /// A member whose container may have been opened before.
  private func opened(_ key: any CodingKey) -> JSONTreeEncoder {
    encoder(
      of: encoder.node.existingMember(key.stringValue) ?? encoder.node.appendMember(key.stringValue), key)
  }

  private func encoder(of node: EncodingNode, _ key: any CodingKey) -> JSONTreeEncoder {
    JSONTreeEncoder(node: node, path: .member(key, of: encoder.path))
  }
}
