import JSON

/// Nodes whose outputs mean something else since one side changed the node, where the other side connected one of them
/// anew: which output is meant depends on the node that its author saw.
struct ContestedOutputs {
  /// The names of the nodes.
  private(set) var nodes: Set<ExactText> = []
  private(set) var conflicts: [MergeConflict] = []

  init(_ sides: MergeSides) {
    for (name, node) in sides.base.byName {
      guard let mine = sides.ours.byName[name], let other = sides.theirs.byName[name] else { continue }
      let meanings = [node, mine, other].map(NodeOutputs.meanings)
      let ours = Self.changedEdges(of: name, sides.edges.ours, sides)
      let theirs = Self.changedEdges(of: name, sides.edges.theirs, sides)
      guard ours != theirs else { continue }
      let areSame = meanings[1] == meanings[2]
      let isOurs =
        !areSame && Self.isHit(theirs, from: Self.firstMoved(meanings[0], meanings[1]))
        || node.parameters != mine.parameters && Self.swaps(ours, theirs)
      let isTheirs =
        !areSame && Self.isHit(ours, from: Self.firstMoved(meanings[0], meanings[2]))
        || node.parameters != other.parameters && Self.swaps(theirs, ours)
      if isOurs || isTheirs { contest(name, sides, isOurs: isOurs, isTheirs: isTheirs) }
    }
    conflicts.sort { ($0.node ?? "") < ($1.node ?? "") }
  }

  private mutating func contest(_ name: ExactText, _ sides: MergeSides, isOurs: Bool, isTheirs: Bool) {
    nodes.insert(name)
    func connections(_ side: MergeSide) -> JSON? { side.workflow["connections"]?[name.text] }
    let message =
      if isOurs && isTheirs {
        "both moved outputs of the node and connected them"
      } else if isOurs {
        "we moved outputs of the node, they connected one anew"
      } else {
        "we connected an output of the node anew, they moved it"
      }
    conflicts.append(
      MergeConflict(
        node: name.text, pointer: JSONPointer().appending("connections").appending(name.text),
        base: connections(sides.base), ours: connections(sides.ours), theirs: connections(sides.theirs),
        message: message))
  }

  /// The first output that does not mean what it did; nil where each does.
  private static func firstMoved(_ before: [JSON], _ after: [JSON]) -> Int? {
    if before == after { return nil }
    let isMoved =
      before.count != after.count
      || Set(after).intersection(before).contains { element in
        before.firstIndex(of: element) != after.firstIndex(of: element)
      }
    guard isMoved else { return nil }
    return zip(before, after).enumerated().first { $1.0 != $1.1 }?.offset ?? min(before.count, after.count)
  }

  /// Whether a side let outputs change places with what they lead to, as where a condition is turned round, and the other
  /// side connected one of them.
  private static func swaps(_ edges: Set<WorkflowConnection>, _ others: Set<WorkflowConnection>) -> Bool {
    let moves = Dictionary(grouping: edges, by: \.target).values.compactMap { same -> Set<Int>? in
      let outputs = Set(same.map(\.output))
      return outputs.count == 2 ? outputs : nil
    }
    return moves.contains { move in
      moves.count { $0 == move } > 1 && others.contains { move.contains($0.output) }
    }
  }

  private static func isHit(_ edges: Set<WorkflowConnection>, from first: Int?) -> Bool {
    first.map { first in edges.contains { $0.output >= first } } ?? false
  }

  /// The edges of a node that a side added or took away; those of nodes that somebody removed are for ``RemovedNodes``.
  private static func changedEdges(
    of name: ExactText, _ side: SidedConnections, _ sides: MergeSides
  ) -> Set<WorkflowConnection> {
    func edges(_ connections: SidedConnections) -> Set<WorkflowConnection> {
      Set(connections.edges.map(\.element).filter { ExactText($0.source) == name })
    }
    func isThere(_ edge: WorkflowConnection) -> Bool {
      let target = ExactText(edge.target)
      return sides.base.byName[target] == nil
        || (sides.ours.byName[target] != nil && sides.theirs.byName[target] != nil)
    }
    return edges(side).symmetricDifference(edges(sides.edges.base)).filter(isThere)
  }
}
