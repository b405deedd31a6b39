import JSON

extension JSON {
  /// The value as n8n hands it back: numbers as JavaScript writes them, those it cannot hold as null
  /// (recordings, L34).
  var asJavaScript: JSON { isJavaScript ? self : converted }

  private var converted: JSON {
    switch self {
    case .null, .bool, .string: self
    case .number(let number): number.javaScript.map(JSON.number) ?? .null
    case .array(let elements): .array(elements.map(\.asJavaScript))
    case .object(let object): .object(object.mapValues(\.asJavaScript))
    }
  }

  /// Whether each number is certainly as JavaScript writes it. Nearly always, and quicker than to write it.
  var isJavaScript: Bool {
    switch self {
    case .null, .bool, .string: true
    case .number(let number): number.isCertainlyJavaScript
    case .array(let elements): elements.allSatisfy(\.isJavaScript)
    case .object(let object): object.allSatisfy { $0.value.isJavaScript }
    }
  }

  /// Whether n8n takes both for the same value: `1` and `1.0` are.
  func equalsAsJavaScript(_ other: JSON) -> Bool {
    switch (self, other) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.string, .string): self == other
    case (.null, .number), (.number, .null), (.number, .number), (.array, .array), (.object, .object):
      self == other || (!(isJavaScript && other.isJavaScript) && asJavaScript == other.asJavaScript)
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
  var isNothing: Bool { isNullAsJavaScript || isEmptyCollection || self == "" }
}

extension JSONNumber {
  /// Whether the number is short and plain: at most fifteen digits, which a double holds exactly, no exponent, no
  /// zero at the end behind the point, and not so small that JavaScript would write an exponent.
  fileprivate var isCertainlyJavaScript: Bool {
    var copy = text
    return copy.withUTF8 { bytes in
      guard let first = bytes.first, bytes.count <= 16 else { return false }
      let digits = first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes[...]
      guard digits.count <= 15, let leading = digits.first else { return false }
      guard digits.allSatisfy({ $0 >= 0x2E && $0 <= 0x39 && $0 != 0x2F }) else { return false }
      if digits.contains(UInt8(ascii: ".")) {
        return leading != UInt8(ascii: "0") && digits.last != UInt8(ascii: "0")
      }
      return leading != UInt8(ascii: "0") || (digits.count == 1 && bytes.count == 1)
    }
  }
}
