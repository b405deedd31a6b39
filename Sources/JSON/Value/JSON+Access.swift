extension JSON {
  /// A whole number.
  package init(_ value: Int) { self = .number(JSONNumber(value)) }

  /// The value of the member `key`; nil where there is none or this is no object.
  package subscript(_ key: String) -> JSON? {
    guard case .object(let object) = self else { return nil }
    return object[key]
  }

  /// The element at `index`, counted from 0; nil out of range or where this is no array.
  package subscript(_ index: Int) -> JSON? {
    guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  /// The text of a string; nil for any other kind.
  package var stringValue: String? {
    guard case .string(let value) = self else { return nil }
    return value
  }

  /// The value of `true` and `false`; nil for any other kind.
  package var boolValue: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// The value of a number that is whole and fits (`2`, `2.0`, `2e0`); nil for any other number or kind.
  package var intValue: Int? {
    guard case .number(let value) = self else { return nil }
    return value.int
  }

  /// The value of a number, rounded to the nearest double; nil for any other kind.
  package var doubleValue: Double? {
    guard case .number(let value) = self else { return nil }
    return value.double
  }

  /// The elements of an array; nil for any other kind.
  package var arrayValue: [JSON]? {
    guard case .array(let value) = self else { return nil }
    return value
  }

  /// The members of an object; nil for any other kind.
  package var objectValue: JSONObject? {
    guard case .object(let value) = self else { return nil }
    return value
  }

  /// Whether this is `null`.
  package var isNull: Bool {
    guard case .null = self else { return false }
    return true
  }

  /// The kind of value in words for messages: `"a string"`, `"an object"`, `"null"`.
  package var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
