import JSON

extension WebhookPath {
  /// The addresses that a node listens to by its own parameters: Webhook, forms and MCP, whose path is the whole
  /// address. Other webhook triggers have their webhook id in front and cannot clash.
  static func all(of node: WorkflowNode, policy: NormalizationPolicy) -> [WebhookPath] {
    guard policy.webhookPathTypes.contains(node.type), let path = path(of: node, policy: policy) else {
      return []
    }
    return methods(of: node).map { WebhookPath(method: $0, path: path, node: node.name) }
  }

  /// The path without slashes at the ends; nil where only a run or the instance knows it.
  private static func path(of node: WorkflowNode, policy: NormalizationPolicy) -> String? {
    let path = node.webhookPath ?? ""
    guard !path.hasPrefix("=") else { return nil }
    let trimmed = path.split(separator: "/").joined(separator: "/")
    guard WebhookIdentity(policy: policy).isInURL(node) else { return trimmed.isEmpty ? nil : trimmed }
    guard let id = node.json["webhookId"]?.stringValue else { return nil }
    return trimmed.isEmpty ? id : "\(id)/\(trimmed)"
  }

  private static func methods(of node: WorkflowNode) -> [String] {
    switch node.shortType {
    case "form": return []
    case "formTrigger": return ["GET", "POST"]
    case "mcpTrigger": return ["DELETE", "GET", "POST"]
    default: break
    }
    guard let several = node.parameters["httpMethod"]?.arrayValue else {
      return [node.parameters["httpMethod"]?.stringValue ?? "GET"]
    }
    return several.compactMap(\.stringValue)
  }
}
