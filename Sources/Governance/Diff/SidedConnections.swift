import JSON

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

  /// - Parameters:
  ///   - nodes: those that run.
  ///   - renames: new names, for the old side.
  init(_ workflow: JSONObject, nodes: some Sequence<WorkflowNode>, renames: [ExactText: String] = [:]) {
    var places: [ExactText: CanvasPosition] = [:]
    for node in nodes {
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

  /// The edges of an output in the order in which their targets run.
  func order(of output: Output) -> [CountedConnection] {
    CountedConnection.counting(running(byOutput[output] ?? []))
  }

  /// Edges of one output in the order in which their targets run.
  func running(_ edges: [WorkflowConnection]) -> [WorkflowConnection] {
    order.sorted(edges, type: edges.first?.type ?? "main")
  }
}
