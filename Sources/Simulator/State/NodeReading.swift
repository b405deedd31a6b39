internal import JSON

/// Reads one node of a workflow.
struct NodeReading {
  let json: JSON

  var name: String { json["name"]?.stringValue ?? "" }
  var type: NodeType { NodeType(name: json["type"]?.stringValue ?? "") }
  var isDisabled: Bool { json["disabled"]?.boolValue ?? false }
  var parameters: JSON { json["parameters"] ?? [:] }
}

extension StoredWorkflow.Content {
  /// The nodes, in order.
  var readings: [NodeReading] { (nodes.arrayValue ?? []).map { NodeReading(json: $0) } }

  /// The enabled triggers that production starts (`triggerCount`).
  var productionTriggers: [NodeReading] {
    readings.filter { !$0.isDisabled && $0.type.isProductionTrigger }
  }
}
