/// The form that a reference to a managed workflow has in portable content: `workflow:<canonical id>`. No id of
/// n8n has a colon, so it cannot be taken for one.
package enum WorkflowSymbol {
  static let prefix = "workflow:"

  /// The symbol of a canonical id.
  package static func text(for canonicalID: String) -> String { prefix + canonicalID }

  /// The canonical id of a symbol; nil for anything else.
  package static func canonicalID(in text: String) -> String? {
    guard text.utf8.starts(with: prefix.utf8), text.utf8.count > prefix.utf8.count else { return nil }
    return String(text.dropFirst(prefix.count))
  }
}
