package import JSON

/// The picture of a workflow before it is drawn: nodes, sticky notes and connections, read from its JSON.
///
/// The JSON may be anything: what is no node, or connects nothing, is left out, positions are kept within
/// bounds, and beyond the limits things are counted instead of kept. Nothing here throws.
package struct WorkflowGraph: Sendable, Hashable {
  /// Nodes kept; n8n itself grows slow at a few hundred.
  package static let nodeLimit = 3000
  /// Sticky notes kept.
  package static let noteLimit = 500
  /// Connections kept.
  package static let connectionLimit = 20_000

  /// The nodes in the order of the JSON, without sticky notes.
  package internal(set) var nodes: [GraphNode] = []
  /// Sticky notes in the order of the JSON.
  var notes: [GraphNote] = []
  /// Connections whose two ends exist, in the order of the JSON.
  package internal(set) var connections: [GraphConnection] = []
  /// Nodes and notes beyond the limits, which are not drawn.
  package private(set) var omitted = 0

  /// Reads `nodes` and `connections` of a workflow in n8n's form or in the portable form.
  package init(workflow: JSON) {
    var kinds: [String: NodeKind] = [:]
    for value in workflow["nodes"]?.arrayValue ?? [] {
      guard value.objectValue != nil else { continue }
      if value["type"]?.stringValue == GraphNote.type {
        if notes.count < Self.noteLimit { notes.append(GraphNote(value)) } else { omitted += 1 }
      } else {
        if nodes.count < Self.nodeLimit {
          nodes.append(GraphNode(value, number: nodes.count + 1, kinds: &kinds))
        } else {
          omitted += 1
        }
      }
    }
    readConnections(workflow["connections"])
    GraphPorts.settle(&self)
  }

  /// Positions in `nodes` by name; of equal names the first counts, as in n8n.
  var indexByName: [ExactText: Int] {
    var index: [ExactText: Int] = [:]
    for (position, node) in nodes.enumerated() where index[ExactText(node.name)] == nil {
      index[ExactText(node.name)] = position
    }
    return index
  }

  private mutating func readConnections(_ connections: JSON?) {
    let index = indexByName
    for (sourceName, kinds) in connections?.objectValue ?? [:] {
      guard let source = index[ExactText(sourceName)], let kinds = kinds.objectValue else { continue }
      for (kind, outputs) in kinds {
        for (output, targets) in (outputs.arrayValue ?? []).enumerated() {
          for target in targets.arrayValue ?? [] where self.connections.count < Self.connectionLimit {
            guard
              let target = GraphConnection(target, source: source, output: output, kind: kind, index: index)
            else { continue }
            self.connections.append(target)
          }
        }
      }
    }
  }
}

/// A string that is the same only scalar by scalar: n8n's names are, while Swift's `String` takes `é` and `e`
/// with an accent for one.
struct ExactText: Hashable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: ExactText, right: ExactText) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }
}
