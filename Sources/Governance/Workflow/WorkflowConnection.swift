package import JSON

/// One edge between two nodes, by their names.
package struct WorkflowConnection: Sendable {
  package var source: String
  /// The kind of the output: `main`, `ai_tool`, ...
  package var type: String
  /// The index of the output.
  package var output: Int
  package var target: String
  /// The kind of the input; usually the same as `type`.
  package var inputType: String
  /// The index of the input.
  package var input: Int
}

extension WorkflowConnection {
  /// All edges of a `connections` object, in the order in which they stand. Slots that are null or malformed are
  /// left out.
  package static func all(in connections: JSON?) -> [WorkflowConnection] {
    var edges: [WorkflowConnection] = []
    for (source, byType) in connections?.objectValue ?? [:] {
      for (type, outputs) in byType.objectValue ?? [:] {
        for (output, slot) in (outputs.arrayValue ?? []).enumerated() {
          edges += Self.edges(in: slot, source: source, type: type, output: output)
        }
      }
    }
    return edges
  }

  /// The edges of one output slot.
  static func edges(in slot: JSON, source: String, type: String, output: Int) -> [WorkflowConnection] {
    (slot.arrayValue ?? []).compactMap { edge in
      guard let target = edge["node"]?.stringValue else { return nil }
      return WorkflowConnection(
        source: source, type: type, output: output, target: target,
        inputType: edge["type"]?.stringValue ?? type, input: edge["index"]?.intValue ?? 0)
    }
  }
}

extension WorkflowConnection: Hashable {
  /// Whether both are the same edge; names are compared byte for byte.
  package static func == (left: WorkflowConnection, right: WorkflowConnection) -> Bool {
    left.output == right.output && left.input == right.input && left.type.isExactly(right.type)
      && left.inputType.isExactly(right.inputType) && left.source.isExactly(right.source)
      && left.target.isExactly(right.target)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(ExactText(source))
    hasher.combine(ExactText(target))
    hasher.combine(output)
    hasher.combine(input)
  }
}
