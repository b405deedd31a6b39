import JSON

/// Merges connections edge by edge: one that both have, or that one added, is in; one that somebody removed is out.
struct ConnectionMerge {
  let base: JSON?
  let ours: JSON?
  let theirs: JSON?
  /// The names of the nodes of the merged workflow. Edges of others are out.
  let nodes: Set<ExactText>

  var merged: JSON {
    let before = Set(edges(base))
    let mine = edges(ours)
    let others = edges(theirs)
    let inMine = Set(mine)
    let inOthers = Set(others)
    let kept = mine.filter { inOthers.contains($0) || !before.contains($0) }
    let added = others.filter { !inMine.contains($0) && !before.contains($0) }
    return json(of: (kept + added).map(\.connection).filter(isBetweenNodes))
  }

  private func edges(_ json: JSON?) -> [CountedConnection] {
    CountedConnection.counting(WorkflowConnection.all(in: json))
  }

  private func isBetweenNodes(_ edge: WorkflowConnection) -> Bool {
    nodes.contains(ExactText(edge.source)) && nodes.contains(ExactText(edge.target))
  }

  private func json(of edges: [WorkflowConnection]) -> JSON {
    var result = JSONObject()
    for edge in edges {
      var byType = result[edge.source]?.objectValue ?? JSONObject()
      var slots = byType[edge.type]?.arrayValue ?? []
      while slots.count <= edge.output { slots.append(.array([])) }
      let member: JSON = [
        "node": .string(edge.target), "type": .string(edge.inputType),
        "index": .number(JSONNumber(edge.input)),
      ]
      slots[edge.output] = .array((slots[edge.output].arrayValue ?? []) + [member])
      byType[edge.type] = .array(slots)
      result[edge.source] = .object(byType)
    }
    return .object(result)
  }
}
