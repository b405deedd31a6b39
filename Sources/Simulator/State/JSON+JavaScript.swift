internal import JSON

extension JSON {
  /// The value as JavaScript would write it after reading it: `1.0` is `1`, large integers lose digits, `1e400` is null
  /// (recordings, create | big numbers).
  var throughJavaScript: JSON {
    switch self {
    case .number(let number): number.javaScript.map { .number($0) } ?? .null
    case .array(let elements): .array(elements.map(\.throughJavaScript))
    case .object(let object): .object(object.mapValues(\.throughJavaScript))
    default: self
    }
  }

  /// A string, or null for none.
  init(_ text: String?) {
    self = text.map { .string($0) } ?? .null
  }

  /// What JavaScript's type error messages call the kind: `string`, `number`, `null`, ...
  var javaScriptKind: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}
