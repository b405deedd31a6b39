/// The address of a workflow in the editor, as a resource locator in the mode `url` holds one.
///
/// n8n takes the id out of it by `.*/workflow/([0-9a-zA-Z]{1,})` and looks at nothing else
/// (`packages/nodes-base/nodes/N8n/WorkflowLocator.ts`). So the host, which is another one in each environment, says
/// nothing: in portable form the symbol alone stands there, and on an instance the path, which the editor's own links have.
enum WorkflowAddress {
  /// What stands before the id.
  static let path = "/workflow/"

  /// The id of the workflow, or a symbol that stands for the address; nil where the text is neither, or is made by an
  /// expression.
  static func reference(in text: String) -> String? {
    if WorkflowSymbol.canonicalID(in: text) != nil { return text }
    guard text.utf8.first != UInt8(ascii: "=") else { return nil }
    let bytes = Array(text.utf8)
    // The last one counts: `.*` takes as much as it can.
    for start in stride(from: bytes.count, through: path.utf8.count, by: -1)
    where bytes[(start - path.utf8.count)..<start].elementsEqual(path.utf8) {
      let id = bytes[start...].prefix(while: ByteSet.alphanumeric.contains)
      if !id.isEmpty { return String(decoding: id, as: UTF8.self) }
    }
    return nil
  }

  /// What stands in such a locator for an id or for a symbol.
  static func text(for reference: String) -> String {
    WorkflowSymbol.canonicalID(in: reference) == nil ? path + reference : reference
  }
}
