import Governance
import JSON

/// What is connected with what in a workflow, and in which order the targets of an output run: read from the
/// document by the book, so that it can judge what the merge made of it.
struct Wiring {
  let nodes: Set<String>
  let edges: Set<WorkflowConnection>
  /// The references in expressions to nodes that are not there.
  let danglingReferences: Set<Reference>
  private let orders: [Output: [String]]

  struct Output: Hashable {
    let source: String
    let index: Int
  }

  struct Reference: Hashable {
    let source: String
    let target: String
  }

  init(_ workflow: JSON) {
    var places: [String: CanvasPosition] = [:]
    for node in (workflow["nodes"]?.arrayValue ?? []).compactMap(WorkflowNode.init) {
      places[node.name] = node.position
    }
    let all = WorkflowConnection.all(in: workflow["connections"])
    let isByPlace = workflow["settings"]?["executionOrder"] == "v1"
    var orders: [Output: [String]] = [:]
    for edge in all where places[edge.target] != nil {
      var order = orders[Output(source: edge.source, index: edge.output)] ?? []
      guard !order.contains(edge.target) else { continue }
      let place = isByPlace ? places[edge.target] : nil
      let index = place.flatMap { here in order.firstIndex { places[$0].map(here.runsBefore) ?? false } }
      order.insert(edge.target, at: index ?? order.endIndex)
      orders[Output(source: edge.source, index: edge.output)] = order
    }
    nodes = Set(places.keys)
    danglingReferences = Self.references(in: workflow).filter { places[$0.target] == nil }
    edges = Set(all)
    self.orders = orders
  }

  private static func references(in workflow: JSON) -> Set<Reference> {
    Set(
      (workflow["nodes"]?.arrayValue ?? []).compactMap { node in
        guard let text = node["parameters"]?["value"]?.stringValue, let name = node["name"]?.stringValue,
          let target = text.firstMatch(of: /\$\('(\w+)'\)/)?.1
        else { return nil }
        return Reference(source: name, target: String(target))
      })
  }

  func hasEnds(of edge: WorkflowConnection) -> Bool {
    nodes.contains(edge.source) && nodes.contains(edge.target)
  }

  /// The pairs of targets of one output of which the first runs before the second.
  var precedences: Set<Precedence> {
    var result: Set<Precedence> = []
    for (output, order) in orders {
      for (index, second) in order.enumerated() {
        for first in order[..<index] {
          result.insert(Precedence(output: output, first: first, second: second))
        }
      }
    }
    return result
  }

  struct Precedence: Hashable {
    let output: Output
    let first: String
    let second: String

    var reversed: Precedence { Precedence(output: output, first: second, second: first) }
  }
}
