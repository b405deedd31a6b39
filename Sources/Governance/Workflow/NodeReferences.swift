/// Finds and rewrites the references to nodes in expressions and code: `$('Name')`, `$node["Name"]`, `$node.Name`,
/// `$items("Name")`, with any of JavaScript's three quotes.
///
/// n8n's editor rewrites them when a node is renamed (editor recordings, row `rename-node`), in code too: as text
/// between the quotes, and after `$node.` wherever the name stands. Here a reference is what JavaScript reads as one:
/// `$node.Name` ends where the identifier ends, and `$('Name' + x)` is none.
enum NodeReferences {
  /// Names of parameters that hold code, whatever the node.
  static let codeNames: Set<String> = ["jsCode", "pythonCode", "functionCode", "code", "command"]

  /// The text with the names in it replaced by what `renamed` returns for them; nil leaves a reference as it is.
  static func rewriting(_ text: String, _ renamed: (String) -> String?) -> String {
    rewriting(text) { reference in renamed(reference.name).map(reference.spelled) }
  }

  /// The text with each name in it written with as few escapes as possible: for comparison.
  static func normalized(_ text: String) -> String {
    rewriting(text) { reference in reference.spelled(reference.name) }
  }

  /// The names of the nodes that a text refers to, in order, each as often as it stands there.
  static func names(in text: String) -> [String] {
    var names: [String] = []
    _ = rewriting(text) { (reference: NodeReference) in
      names.append(reference.name)
      return nil
    }
    return names
  }

  private static func rewriting(_ text: String, _ replacement: (NodeReference) -> String?) -> String {
    let bytes = Array(text.utf8)
    guard bytes.contains(UInt8(ascii: "$")) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let reference = bytes[index] == UInt8(ascii: "$") ? NodeReference(in: bytes, at: index) : nil
      let end = reference?.end ?? index + 1
      if let reference, let text = replacement(reference) {
        result += text.utf8
      } else {
        result += bytes[index..<end]
      }
      index = end
    }
    return String(decoding: result, as: UTF8.self)
  }
}
