internal import JSON

/// Plays a run: follows the main connections from a trigger, node by node. Nodes do nothing; only Stop and Error fails
/// and only Wait waits. A node runs once.
struct Runner {
  let content: StoredWorkflow.Content

  /// The run that begins at the node `start`. Steps after a Wait run only where `passesWaits`.
  func run(from start: String, passesWaits: Bool = false) -> Execution.Run {
    let nodes = Dictionary(content.readings.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let edges = Dictionary(grouping: Edge.all(in: content.connections).filter { $0.type == "main" }) {
      $0.source
    }
    var steps: [Execution.Step] = []
    var seen: Set<String> = [start]
    var open = [Execution.Step(node: start, previous: nil)]
    while !open.isEmpty {
      let step = open.removeFirst()
      steps.append(step)
      if let node = nodes[step.node], !node.isDisabled, let ending = ending(at: node, passesWaits) {
        return Execution.Run(steps: steps, ending: ending)
      }
      for edge in edges[step.node] ?? [] where seen.insert(edge.target).inserted {
        open.append(Execution.Step(node: edge.target, previous: step.node))
      }
    }
    return Execution.Run(steps: steps, ending: .success)
  }

  private func ending(at node: NodeReading, _ passesWaits: Bool) -> Execution.Ending? {
    switch node.type.short {
    case "stopAndError":
      return .failure(node.parameters["errorMessage"]?.stringValue ?? "An error occurred")
    case "wait" where !passesWaits: return wait(node.parameters)
    default: return nil
    }
  }

  /// Waits of up to 65 seconds stay in the process and do not show as waiting (n8n, Wait node).
  private func wait(_ parameters: JSON) -> Execution.Ending? {
    guard (parameters["resume"]?.stringValue ?? "timeInterval") == "timeInterval" else {
      return .wait(Self.indefinite)
    }
    let units = ["seconds": 1000, "minutes": 60_000, "hours": 3_600_000, "days": 86_400_000]
    let unit = units[parameters["unit"]?.stringValue ?? "hours"] ?? 3_600_000
    let amount = parameters["amount"]?.doubleValue ?? 1
    let milliseconds = Int(min(max(amount, 0) * Double(unit), Double(Self.indefinite)))
    return milliseconds > 65_000 ? .wait(milliseconds) : nil
  }

  /// A wait for a call has no end: n8n writes the year 3000.
  private static let indefinite = 30_000_000_000_000
}
