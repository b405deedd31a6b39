import JSON

/// Nodes whose outputs come from a list of rules, where one side moved outputs by adding, removing or moving a rule and
/// the other connected one of them anew: which output is meant depends on the list that its author saw.
struct ContestedOutputs {
  /// Where the list stands by node type; each element has an output of its own, and more may follow.
  private static let lists: [String: [String]] = [
    "n8n-nodes-base.switch": ["rules", "values"],
    "@n8n/n8n-nodes-langchain.textClassifier": ["categories", "categories"],
  ]

  /// The names of the nodes.
  private(set) var nodes: Set<ExactText> = []
  private(set) var conflicts: [MergeConflict] = []

  init(_ sides: MergeSides) {
    for (name, node) in sides.base.byName {
      guard let path = Self.lists[node.type], let mine = sides.ours.byName[name],
        let other = sides.theirs.byName[name]
      else { continue }
      let lists = [node, mine, other].map { Self.list(of: $0, at: path) }
      let ours = Self.changedEdges(of: name, sides.edges.ours, sides)
      let theirs = Self.changedEdges(of: name, sides.edges.theirs, sides)
      guard lists[1] != lists[2], ours != theirs else { continue }
      let isOurs = Self.isHit(theirs, from: Self.firstMoved(lists[0], lists[1]))
      let isTheirs = Self.isHit(ours, from: Self.firstMoved(lists[0], lists[2]))
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

  private static func list(of node: WorkflowNode, at path: [String]) -> [JSON] {
    path.reduce(JSON.object(node.parameters) as JSON?) { $0?[$1] }?.arrayValue ?? []
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
