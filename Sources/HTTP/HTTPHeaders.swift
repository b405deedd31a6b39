/// Header fields in order; names compare without regard to case (RFC 9110 section 5.1).
///
/// A field marked sensitive, and each of the fields that carry a credential by their nature, keeps its value
/// out of every description, so that it cannot reach a log or an error by accident.
package struct HTTPHeaders: Sendable, Hashable {
  /// One header field.
  package struct Field: Sendable, Hashable {
    /// The name as it was given.
    package let name: String
    /// The value, without the line's end.
    package let value: String
    /// Whether the value is kept out of descriptions.
    package let isSensitive: Bool
  }

  /// Fields that carry a credential whoever sets them, in lower case.
  static let sensitiveNames: Set<String> = [
    "authorization", "proxy-authorization", "cookie", "set-cookie", "x-n8n-api-key", "x-vault-token",
  ]

  /// All fields in order, repeated ones included.
  package private(set) var fields: [Field] = []

  /// No fields.
  package init() {}

  /// The first value of the named field; setting replaces all fields of that name, `nil` removes them.
  package subscript(name: String) -> String? {
    get { fields.first { $0.name.equalsIgnoringCase(name) }?.value }
    set {
      fields.removeAll { $0.name.equalsIgnoringCase(name) }
      if let newValue { append(name, newValue) }
    }
  }

  /// All values of the named field, in order.
  package func values(of name: String) -> [String] {
    fields.filter { $0.name.equalsIgnoringCase(name) }.map(\.value)
  }

  /// Adds a field after those that stand already, another one of the same name included.
  package mutating func append(_ name: String, _ value: String, isSensitive: Bool = false) {
    let sensitive = isSensitive || Self.sensitiveNames.contains(name.lowercased())
    fields.append(Field(name: name, value: value, isSensitive: sensitive))
  }

  /// The same fields and one more.
  package func adding(_ name: String, _ value: String, isSensitive: Bool = false) -> HTTPHeaders {
    var copy = self
    copy.append(name, value, isSensitive: isSensitive)
    return copy
  }
}

extension HTTPHeaders: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements { append(name, value) }
  }
}

extension HTTPHeaders: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { fields.map(\.description).joined(separator: ", ") }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, unlabeledChildren: fields.map(\.description)) }
}

extension HTTPHeaders.Field: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { isSensitive ? "\(name): (hidden)" : "\(name): \(value)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, unlabeledChildren: [description]) }
}

extension HTTPHeaders.Field {
  /// Whether the field may be written on the wire: the name is a token (RFC 9110 section 5.6.2) and the value
  /// has no line end and no NUL, which would let a value add fields of its own.
  var isWellFormed: Bool {
    let nameIsToken = !name.isEmpty && name.utf8.allSatisfy(Self.isTokenByte)
    return nameIsToken && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}

extension String {
  /// ASCII comparison without regard to case, without making new strings.
  func equalsIgnoringCase(_ other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    return zip(utf8, other.utf8).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
  }
}

extension UInt8 {
  fileprivate var asciiLowercased: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self + 0x20 : self
  }
}
