import JSON

/// Compares the connections of two workflows, by the names of the new one.
struct ConnectionDiff {
  let old: SidedConnections
  let new: SidedConnections

  var changes: [WorkflowChange] {
    var result: [WorkflowChange] = []
    for edge in old.edges where !new.known.contains(edge) {
      result.append(WorkflowChange(.connectionRemoved, connection: edge.connection))
    }
    for edge in new.edges where !old.known.contains(edge) {
      result.append(WorkflowChange(.connectionAdded, connection: edge.connection))
    }
    for output in old.outputs {
      guard let before = old.byOutput[output], let after = new.byOutput[output] else { continue }
      if let change = reordering(before, after) { result.append(change) }
    }
    return result
  }

  /// The change of the order of those that both have.
  private func reordering(_ before: [WorkflowConnection], _ after: [WorkflowConnection]) -> WorkflowChange? {
    let kept = Set(CountedConnection.counting(before)).intersection(CountedConnection.counting(after))
    guard kept.count > 1, let first = before.first else { return nil }
    func keptOnes(_ edges: [WorkflowConnection]) -> [WorkflowConnection] {
      CountedConnection.counting(edges).filter(kept.contains).map(\.connection)
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

/// An edge and how often the same one stood before it: n8n runs a target once for each edge.
struct CountedConnection: Hashable {
  let connection: WorkflowConnection
  let count: Int

  static func counting(_ edges: [WorkflowConnection]) -> [CountedConnection] {
    var seen: [WorkflowConnection: Int] = [:]
    return edges.map { edge in
      let count = seen[edge, default: 0]
      seen[edge] = count + 1
      return CountedConnection(connection: edge, count: count)
    }
  }
}

/// The connections of one side between nodes that exist, and the order in which they run.
struct SidedConnections {
  let edges: [CountedConnection]
  let known: Set<CountedConnection>
  /// The outputs, in the order in which they stand.
  let outputs: [Output]
  let byOutput: [Output: [WorkflowConnection]]
  private let order: SiblingOrder

  struct Output: Hashable {
    let source: ExactText
    let type: String
    let index: Int
  }

  /// - Parameter renames: new names, for the old side.
  init(
    _ workflow: JSONObject, nodes: [WorkflowNode], renames: [ExactText: String], policy: NormalizationPolicy
  ) {
    var places: [ExactText: CanvasPosition] = [:]
    for node in nodes where !policy.cosmeticNodeTypes.contains(node.type) {
      let name = ExactText(renames[ExactText(node.name)] ?? node.name)
      if places[name] == nil { places[name] = node.position }
    }
    var outputs: [Output] = []
    var byOutput: [Output: [WorkflowConnection]] = [:]
    var edges: [WorkflowConnection] = []
    for edge in WorkflowConnection.all(in: workflow["connections"]) {
      var edge = edge
      edge.source = renames[ExactText(edge.source)] ?? edge.source
      edge.target = renames[ExactText(edge.target)] ?? edge.target
      guard places[ExactText(edge.source)] != nil, places[ExactText(edge.target)] != nil else { continue }
      edges.append(edge)
      let output = Output(source: ExactText(edge.source), type: edge.type, index: edge.output)
      if byOutput[output] == nil { outputs.append(output) }
      byOutput[output, default: []].append(edge)
    }
    self.edges = CountedConnection.counting(edges)
    known = Set(self.edges)
    self.outputs = outputs
    self.byOutput = byOutput
    order = SiblingOrder(isByPosition: workflow["settings"]?["executionOrder"] == "v1", places: places)
  }

  /// Edges of one output in the order in which their targets run.
  func running(_ edges: [WorkflowConnection]) -> [WorkflowConnection] {
    order.sorted(edges, type: edges.first?.type ?? "main")
  }
}
