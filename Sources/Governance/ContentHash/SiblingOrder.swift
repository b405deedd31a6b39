import JSON

/// The order in which n8n runs the nodes that one output feeds.
struct SiblingOrder {
  /// By place on the canvas (`executionOrder: v1`), or as the connections are stored.
  let isByPosition: Bool
  /// Where the nodes are that exist, as they are stored: n8n does not go by its editor's grid.
  let places: [ExactText: CanvasPosition]

  /// The edges of one output that lead to existing nodes, in order of running. What feeds a sub-node's root
  /// (`ai_...`) is not run in an order: it is sorted by name.
  func sorted(_ edges: [WorkflowConnection], type: String) -> [WorkflowConnection] {
    var firstSeen: [ExactText: Int] = [:]
    var known: [(edge: WorkflowConnection, name: ExactText, place: CanvasPosition, index: Int)] = []
    for edge in edges {
      let name = ExactText(edge.target)
      guard let place = places[name] else { continue }
      let index = firstSeen[name] ?? firstSeen.count
      firstSeen[name] = index
      known.append((edge, name, place, index))
    }
    guard known.count > 1 else { return known.map(\.edge) }
    let isByName = type != "main"
    known.sort { left, right in
      if left.name == right.name {
        return (left.edge.inputType, left.edge.input) < (right.edge.inputType, right.edge.input)
      }
      if isByName { return left.name < right.name }
      if isByPosition {
        if left.place.runsBefore(right.place) { return true }
        if right.place.runsBefore(left.place) { return false }
      }
      return left.index < right.index
    }
    return known.map(\.edge)
  }
}
