import JSON

/// One side of a merge, or their common ancestor.
struct MergeSide {
  let workflow: JSONObject
  let nodes: [WorkflowNode]
  let byName: [ExactText: WorkflowNode]
  /// A name that more than one node has.
  let duplicateName: String?

  init(_ workflow: JSONObject) {
    self.workflow = workflow
    nodes = (workflow["nodes"]?.arrayValue ?? []).compactMap(WorkflowNode.init)
    byName = Dictionary(nodes.map { (ExactText($0.name), $0) }) { first, _ in first }
    var seen: Set<ExactText> = []
    duplicateName = nodes.first { !seen.insert(ExactText($0.name)).inserted }?.name
  }

  /// Whether both nodes of a connection are there.
  func hasEnds(of edge: WorkflowConnection) -> Bool { edge.ends.allSatisfy { byName[$0] != nil } }
}

/// The common ancestor and both sides, each node under the name that it has in the end, with their connections.
struct MergeSides {
  let base: MergeSide
  let ours: MergeSide
  let theirs: MergeSide
  let edges: (base: SidedConnections, ours: SidedConnections, theirs: SidedConnections)

  init(base: MergeSide, ours: MergeSide, theirs: MergeSide) {
    (self.base, self.ours, self.theirs) = (base, ours, theirs)
    edges = (base.connections, ours.connections, theirs.connections)
  }
}

extension MergeSide {
  var connections: SidedConnections { SidedConnections(workflow, nodes: nodes) }
}

extension WorkflowConnection {
  /// The names of both nodes.
  var ends: [ExactText] { [ExactText(source), ExactText(target)] }
}
