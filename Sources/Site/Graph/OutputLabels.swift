internal import JSON

/// The outputs of a node as n8n labels them. One without a label is the common case.
enum OutputLabels {
  static func labels(of node: GraphNode, _ kind: NodeKind) -> [String] {
    let own = ownLabels(of: node, kind).prefix(GraphPorts.limit - 1)
    guard node.hasErrorOutput, !own.isEmpty else { return Array(own) }
    return own.count == 1 ? ["success", "error"] : own + ["error"]
  }

  private static func ownLabels(of node: GraphNode, _ kind: NodeKind) -> [String] {
    switch kind.shortName {
    case "if": ["true", "false"]
    case "switch": switchLabels(node)
    case "splitInBatches":
      node.typeVersion >= 3 ? ["done", "loop"] : node.typeVersion >= 2 ? ["loop", "done"] : [""]
    case "compareDatasets": ["In A only", "same", "different", "In B only"]
    case "textClassifier":
      named(node.parameters?["categories"]?["categories"], "category")
        + (node.parameters?["options"]?["fallback"]?.stringValue == "other" ? ["other"] : [])
    case "sentimentAnalysis": ["positive", "neutral", "negative"]
    case "stopAndError": []
    default: [""]
    }
  }

  private static func switchLabels(_ node: GraphNode) -> [String] {
    let parameters = node.parameters
    if parameters?["mode"]?.stringValue == "expression" {
      let count = parameters?["numberOutputs"]?.intValue ?? parameters?["outputsAmount"]?.intValue ?? 4
      return (0..<max(1, min(GraphPorts.limit, count))).map(String.init)
    }
    guard node.typeVersion >= 3 else { return ["0", "1", "2", "3"] }
    var labels = named(parameters?["rules"]?["values"], "outputKey")
    if parameters?["options"]?["fallbackOutput"]?.stringValue == "extra" {
      labels.append(parameters?["options"]?["renameFallbackOutput"]?.stringValue ?? "fallback")
    }
    return labels.isEmpty ? ["0"] : labels
  }

  private static func named(_ list: JSON?, _ key: String) -> [String] {
    (list?.arrayValue ?? []).prefix(GraphPorts.limit).enumerated().map { index, value in
      guard let name = value[key]?.stringValue, !name.isEmpty else { return String(index) }
      return name.boundedPrefix(40)
    }
  }
}
