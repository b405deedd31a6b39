extension JSON {
  /// The JSON that `value` encodes itself as; members in the order in which they were encoded.
  ///
  /// Throws `EncodingError`: for an infinity or NaN, or what the type itself throws.
  package static func encode(_ value: some Encodable) throws -> JSON {
    let node = EncodingNode()
    try JSONTreeEncoder(node: node, path: .root).encode(whole: value)
    return node.json
  }

  /// The `T` that this value describes.
  ///
  /// Throws ``JSONDecodingError`` where it does not fit, and whatever else the type itself throws.
  package func decode<T: Decodable>(as type: T.Type = T.self) throws -> T {
    try decode(type, log: nil)
  }

  /// The `T` that this value describes, and the places of the members of objects that `T` did not read: those
  /// it does not know. In document order; members below an unread one are not listed.
  ///
  /// Throws as ``decode(as:)``.
  package func decodeListingUnread<T: Decodable>(
    as type: T.Type = T.self
  ) throws -> (value: T, unread: [JSONPointer]) {
    let log = ReadLog()
    let value = try decode(type, log: log)
    return (value, log.unread(in: self))
  }

  private func decode<T: Decodable>(_ type: T.Type, log: ReadLog?) throws -> T {
    do {
      return try JSONTreeDecoder(value: self, path: .root, log: log).decodeWhole(type)
    } catch let error as DecodingError {
      throw JSONDecodingError(error)
    }
  }
}

extension JSON: Codable {
  /// Any JSON value. Only ``decode(as:)`` can: other decoders do not keep what this type promises.
  package init(from decoder: any Decoder) throws {
    guard let decoder = decoder as? JSONTreeDecoder else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath, debugDescription: "JSON values are decoded from JSON values only"))
    }
    decoder.log?.readAll(below: JSONPointer(decoder.codingPath))
    self = decoder.value
  }

  /// This value itself. Only ``encode(_:)`` can.
  package func encode(to encoder: any Encoder) throws {
    guard let encoder = encoder as? JSONTreeEncoder else {
      throw EncodingError.invalidValue(
        self,
        .init(codingPath: encoder.codingPath, debugDescription: "JSON values are encoded to JSON values only")
      )
    }
    encoder.node.content = .value(self)
  }
}

extension JSONObject: Codable {
  /// Any JSON object; see ``JSON/init(from:)``.
  package init(from decoder: any Decoder) throws {
    let value = try JSON(from: decoder)
    guard let object = value.objectValue else {
      throw JSONTreeDecoder.mismatch(Self.self, "an object", value, at: decoder.codingPath)
    }
    self = object
  }

  /// This object itself; see ``JSON/encode(to:)``.
  package func encode(to encoder: any Encoder) throws { try JSON.object(self).encode(to: encoder) }
}

extension JSONNumber: Codable {
  /// Any JSON number by its text; see ``JSON/init(from:)``.
  package init(from decoder: any Decoder) throws {
    let value = try JSON(from: decoder)
    guard case .number(let number) = value else {
      throw JSONTreeDecoder.mismatch(Self.self, "a number", value, at: decoder.codingPath)
    }
    self = number
  }

  /// This number by its text; see ``JSON/encode(to:)``.
  package func encode(to encoder: any Encoder) throws { try JSON.number(self).encode(to: encoder) }
}

extension JSONPointer: Codable {
  /// A pointer's text.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do throws(JSONPointerError) {
      self = try JSONPointer(text)
    } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected a JSON Pointer")
    }
  }

  /// The pointer's text.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
