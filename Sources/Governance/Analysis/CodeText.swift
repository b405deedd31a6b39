import JSON

/// The code in nodes.
enum CodeText {
  private static let names: Set<String> = ["jsCode", "pythonCode", "functionCode"]

  /// The lines of code of a node, blank ones left out.
  static func lines(of node: WorkflowNode, nodes: NodeKnowledge) -> Int {
    var places = Set((nodes.type(node.type)?.codePointers ?? []).map { String($0.dropFirst()) })
    places.formUnion(names)
    return node.parameters.reduce(0) { count, member in
      places.contains(member.key) ? count + lines(in: member.value.stringValue ?? "") : count
    }
  }

  private static func lines(in text: String) -> Int {
    text.utf8.split(separator: UInt8(ascii: "\n")).filter { line in line.contains { $0 > 0x20 } }.count
  }
}
