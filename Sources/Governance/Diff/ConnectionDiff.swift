import JSON

/// Compares the connections of two workflows, by the names of the new one.
struct ConnectionDiff {
  let old: SidedConnections
  let new: SidedConnections

  var changes: [WorkflowChange] {
    var result: [WorkflowChange] = []
    for edge in old.edges where !new.known.contains(edge) {
      result.append(WorkflowChange(.connectionRemoved, connection: edge.element))
    }
    for edge in new.edges where !old.known.contains(edge) {
      result.append(WorkflowChange(.connectionAdded, connection: edge.element))
    }
    for output in old.outputs {
      guard let before = old.byOutput[output], let after = new.byOutput[output] else { continue }
      if let change = reordering(before, after) { result.append(change) }
    }
    return result
  }

  /// The nodes of whose outputs the targets run in another order together, while those of each output run as before,
  /// by name.
  var reorderedAcrossOutputs: [String] {
    let (before, after) = (old.acrossOutputs, new.acrossOutputs)
    return after.keys.sorted().filter { source in
      guard let before = before[source], let after = after[source] else { return false }
      let kept = Set(before).intersection(after)
      let (ran, runs) = (before.filter(kept.contains), after.filter(kept.contains))
      func byOutput(_ edges: [Counted<WorkflowConnection>]) -> [Int: [Counted<WorkflowConnection>]] {
        Dictionary(grouping: edges, by: \.element.output)
      }
      return ran != runs && byOutput(ran) == byOutput(runs)
    }.map(\.text)
  }

  /// The change of the order of those that both have.
  private func reordering(_ before: [WorkflowConnection], _ after: [WorkflowConnection]) -> WorkflowChange? {
    let kept = Set(Counted.counting(before)).intersection(Counted.counting(after))
    guard kept.count > 1, let first = before.first else { return nil }
    func keptOnes(_ edges: [WorkflowConnection]) -> [WorkflowConnection] {
      Counted.counting(edges).filter(kept.contains).map(\.element)
    }
    let runBefore = keptOnes(old.running(before))
    let runAfter = keptOnes(new.running(after))
    if runBefore != runAfter { return change(first, runBefore, runAfter, isCosmetic: false) }
    let storedBefore = keptOnes(before)
    let storedAfter = keptOnes(after)
    return storedBefore == storedAfter ? nil : change(first, storedBefore, storedAfter, isCosmetic: true)
  }

  private func change(
    _ first: WorkflowConnection, _ before: [WorkflowConnection], _ after: [WorkflowConnection],
    isCosmetic: Bool
  ) -> WorkflowChange {
    WorkflowChange(
      .connectionReordered, connection: first,
      old: .array(before.map { .string($0.target) }), new: .array(after.map { .string($0.target) }),
      isCosmetic: isCosmetic)
  }
}
