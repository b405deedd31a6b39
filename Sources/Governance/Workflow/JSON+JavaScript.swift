import JSON

extension JSON {
  /// The value as n8n hands it back: numbers as JavaScript writes them, those it cannot hold as null
  /// (recordings, L34).
  var asJavaScript: JSON {
    switch self {
    case .null, .bool, .string: self
    case .number(let number): number.javaScript.map(JSON.number) ?? .null
    case .array(let elements): .array(elements.map(\.asJavaScript))
    case .object(let object): .object(object.mapValues(\.asJavaScript))
    }
  }

  /// Whether n8n takes both for the same value: `1` and `1.0` are.
  func equalsAsJavaScript(_ other: JSON) -> Bool { self == other || asJavaScript == other.asJavaScript }

  /// Whether this is an object or array without content.
  var isEmptyCollection: Bool {
    switch self {
    case .array(let elements): elements.isEmpty
    case .object(let object): object.isEmpty
    default: false
    }
  }
}
