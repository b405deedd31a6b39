internal import JSON

/// One connection between two nodes.
struct Edge {
  let source: String
  /// `main`, or the kind of an AI connection.
  let type: String
  /// Which output of the source.
  let output: Int
  /// Which place among the edges of that output.
  let position: Int
  let target: String

  /// The edges of one source. Null slots are passed over.
  static func all(from source: String, _ outputs: JSON) -> [Edge] {
    (outputs.objectValue ?? [:]).flatMap { type, slots in
      (slots.arrayValue ?? []).enumerated().flatMap { output, slot in
        (slot.arrayValue ?? []).enumerated().compactMap { position, edge in
          edge["node"]?.stringValue.map {
            Edge(source: source, type: type, output: output, position: position, target: $0)
          }
        }
      }
    }
  }

  /// All edges of a workflow's `connections`.
  static func all(in connections: JSON) -> [Edge] {
    (connections.objectValue ?? [:]).flatMap { all(from: $0.key, $0.value) }
  }
}
