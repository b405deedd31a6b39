internal import JSON

/// A method and a path under `/webhook/`: what two active workflows cannot both have.
struct WebhookKey: Hashable {
  let method: String
  let path: String

  /// The keys of a node, none where it is no webhook or disabled.
  ///
  /// Without `webhookId` the path has the workflow's id and the node's name in it (n8n, getNodeWebhookPath).
  static func keys(of node: NodeReading, workflowID: String) -> [WebhookKey] {
    guard !node.isDisabled, let methods = methods(of: node) else { return [] }
    let identifier = node.json["webhookId"]?.stringValue
    var path = node.parameters["path"]?.stringValue ?? identifier ?? ""
    path = String(path.drop { $0 == "/" })
    if let identifier, path.contains(":") { path = "\(identifier)/\(path)" }
    if identifier == nil {
      path = "\(workflowID)/\(node.name.lowercased())/\(path)"
    }
    return methods.map { WebhookKey(method: $0, path: path) }
  }

  private static func methods(of node: NodeReading) -> [String]? {
    switch node.type.short {
    case "webhook":
      let method = node.parameters["httpMethod"]
      return method?.arrayValue?.compactMap(\.stringValue) ?? [method?.stringValue ?? "GET"]
    case "formTrigger": return ["GET", "POST"]
    case "chatTrigger": return ["POST"]
    default: return nil
    }
  }
}

extension StoredWorkflow.Content {
  /// The webhooks of the graph with their nodes, in the order of the nodes.
  func webhooks(workflowID: String) -> [(key: WebhookKey, node: String)] {
    readings.flatMap { node in
      WebhookKey.keys(of: node, workflowID: workflowID).map { ($0, node.name) }
    }
  }
}
