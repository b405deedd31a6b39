package import JSON

extension JSON {
  /// The value as n8n hands it back: numbers as JavaScript writes them, those it cannot hold as null
  /// (recordings, L34).
  var asJavaScript: JSON { hasPlainNumbers ? self : converted }

  private var converted: JSON {
    switch self {
    case .null, .bool, .string: self
    case .number(let number): number.javaScript.map(JSON.number) ?? .null
    case .array(let elements): .array(elements.map(\.asJavaScript))
    case .object(let object): .object(object.mapValues(\.asJavaScript))
    }
  }

  /// Whether n8n takes both for the same value: `1` and `1.0` are.
  func equalsAsJavaScript(_ other: JSON) -> Bool {
    switch (self, other) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.string, .string): self == other
    case (.null, .number), (.number, .null), (.number, .number), (.array, .array), (.object, .object):
      self == other || (!(hasPlainNumbers && other.hasPlainNumbers) && asJavaScript == other.asJavaScript)
    default: false
    }
  }

  /// Whether n8n takes this for null: null, and a number that JavaScript does not have.
  var isNullAsJavaScript: Bool {
    switch self {
    case .null: true
    case .number(let number): number.javaScript == nil
    case .bool, .string, .array, .object: false
    }
  }

  /// Whether this is an object or array without content.
  var isEmptyCollection: Bool {
    switch self {
    case .array(let elements): elements.isEmpty
    case .object(let object): object.isEmpty
    default: false
    }
  }
}

extension JSON {
  /// Whether this says nothing: null, a number that JavaScript does not have, an empty collection or text. Releases of
  /// n8n add top-level fields that begin so.
  package var isNothing: Bool { isNullAsJavaScript || isEmptyCollection || self == "" }
}

extension MemberFate {
  /// The member with its numbers as JavaScript writes them: mostly as it is.
  static func asJavaScript(_ value: JSON) -> MemberFate {
    value.hasPlainNumbers ? .kept : .replaced(value.asJavaScript)
  }
}
