package import JSON

/// A document as n8n gave it, with the few members that are needed read from it. It is never decoded strictly:
/// members vary by release and by call, and those that are not known stay in the document.
package protocol RemoteDocument: Sendable {
  /// The document, whole.
  var json: JSON { get }
  /// A document; nil where it is not one of this kind: no object, or without what identifies it.
  init?(_ json: JSON)
}

extension JSON {
  /// An id: a string, or a number where n8n answers one (executions; recordings, "Executions").
  var idValue: String? {
    switch self {
    case .string(let text): text.isEmpty ? nil : text
    case .number(let number): number.int.map(String.init)
    default: nil
    }
  }
}
