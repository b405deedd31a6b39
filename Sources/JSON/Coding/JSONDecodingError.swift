/// Why a JSON value does not fit a Swift type, and where.
package struct JSONDecodingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The place of the value that does not fit; of the object where a member is missing.
  package let pointer: JSONPointer

  /// What was expected and what kind of value is there, in printable text. The value itself is not told, for
  /// it may be secret; but a type that decodes itself, as an enumeration does, may tell it.
  package let reason: String

  /// An error at a place.
  package init(pointer: JSONPointer, reason: String) {
    self.pointer = pointer
    self.reason = reason.printable
  }

  package var description: String {
    pointer.tokens.isEmpty ? reason : "\(pointer.description.printable): \(reason)"
  }
}

extension JSONDecodingError {
  init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(let key, let context):
      self.init(
        pointer: JSONPointer(context.codingPath), reason: "the member \"\(key.stringValue)\" is missing")
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      self.init(pointer: JSONPointer(context.codingPath), reason: context.debugDescription)
    @unknown default:
      self.init(pointer: JSONPointer(), reason: "not decodable")
    }
  }
}

extension JSONPointer {
  init(_ codingPath: [any CodingKey]) { self.init(tokens: codingPath.map(\.stringValue)) }
}
