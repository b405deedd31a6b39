import JSON

/// The connections of one side between nodes that exist, and the order in which they run.
struct SidedConnections {
  let edges: [Counted<WorkflowConnection>]
  let known: Set<Counted<WorkflowConnection>>
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
    self.edges = Counted.counting(edges)
    known = Set(self.edges)
    self.outputs = outputs
    self.byOutput = byOutput
    order = SiblingOrder(isByPosition: workflow["settings"]?["executionOrder"] == "v1", places: places)
  }

  /// The edges of an output in the order in which their targets run.
  func order(of output: Output) -> [Counted<WorkflowConnection>] {
    Counted.counting(running(byOutput[output] ?? []))
  }

  /// The edges of all `main` outputs of each node that has several of them, in the order in which their targets run
  /// when all of them give items. Empty where no places count: outputs then run one after the other.
  var acrossOutputs: [ExactText: [Counted<WorkflowConnection>]] {
    guard order.isByPosition else { return [:] }
    return Dictionary(grouping: outputs.filter { $0.type == "main" }, by: \.source)
      .filter { $0.value.count > 1 }
      .mapValues { outputs in
        Counted.counting(order.sorted(outputs.flatMap { byOutput[$0] ?? [] }, type: "main"))
      }
  }

  /// Edges of one output in the order in which their targets run.
  func running(_ edges: [WorkflowConnection]) -> [WorkflowConnection] {
    order.sorted(edges, type: edges.first?.type ?? "main")
  }
}
