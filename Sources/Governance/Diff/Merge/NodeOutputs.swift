import JSON

/// What the outputs of a node are for, in their order: two nodes with the same meanings may be connected alike.
enum NodeOutputs {
  /// One value for each output. Of a type that is not named here it is one output, which is as many as nearly all have.
  static func meanings(of node: WorkflowNode) -> [JSON] {
    regular(node) + (node.json["onError"] == "continueErrorOutput" ? ["on error"] : [])
  }

  private static func regular(_ node: WorkflowNode) -> [JSON] {
    let parameters = node.parameters
    switch node.type {
    case "n8n-nodes-base.if": return ["true", "false"]
    case "n8n-nodes-base.splitInBatches":
      // Version 3 let them change places.
      return node.typeVersion ?? 1 < 3 ? ["loop", "done"] : ["done", "loop"]
    case "n8n-nodes-base.switch": return switchOutputs(parameters)
    case "@n8n/n8n-nodes-langchain.textClassifier":
      let other: [JSON] = parameters["options"]?["fallback"] == "other" ? ["other"] : []
      return (parameters["categories"]?["categories"]?.arrayValue ?? []) + other
    case "@n8n/n8n-nodes-langchain.sentimentAnalysis":
      let names = parameters["options"]?["categories"]?.stringValue ?? "Positive, Neutral, Negative"
      return names.split(separator: ",").map { .string($0.trimmed) }
    default: return ["main"]
    }
  }

  /// By expression a number of outputs, by rules one for each, in any version; more where nothing fits.
  private static func switchOutputs(_ parameters: JSONObject) -> [JSON] {
    if parameters["mode"] == "expression" {
      let count = (parameters["numberOutputs"] ?? parameters["outputsAmount"])?.doubleValue ?? 4
      return (0..<Int(min(max(count, 0), 100))).map { .string("\($0)") }
    }
    let rules = (parameters["rules"]?["values"] ?? parameters["rules"]?["rules"])?.arrayValue ?? []
    let isExtra = parameters["options"]?["fallbackOutput"] == "extra"
    return rules + (isExtra ? ["otherwise"] : [])
  }
}
