import JSON

/// The code in nodes.
enum CodeText {
  private static let names: Set<String> = ["jsCode", "pythonCode", "functionCode"]

  /// The lines of code of a node, blank ones left out.
  static func lines(of node: WorkflowNode, nodes: NodeKnowledge) -> Int {
    texts(of: node, nodes: nodes).reduce(0) { $0 + lines(in: $1) }
  }

  /// The code of a node.
  static func texts(of node: WorkflowNode, nodes: NodeKnowledge) -> [String] {
    var places = Set((nodes.type(node.type)?.codePointers ?? []).map { String($0.dropFirst()) })
    places.formUnion(names)
    return node.parameters.compactMap { places.contains($0.key) ? $0.value.stringValue : nil }
  }

  private static func lines(in text: String) -> Int {
    text.utf8.split(separator: UInt8(ascii: "\n")).filter { line in line.contains { $0 > 0x20 } }.count
  }
}
