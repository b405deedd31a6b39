import JSON

/// Which `webhookId`s mean something.
///
/// n8n invents webhook ids (recordings: 63 nodes of the corpus got one), so most are noise. The URL of a webhook is
/// its path alone where the node type asks for that (`isFullPath`: Webhook, forms, MCP), and otherwise
/// `<webhookId>/<path>`. A Webhook with dynamic segments (`user/:id`) has the id in front as well, and one without
/// a path has nothing else. There the id is part of an address that other systems know: it is content.
struct WebhookIdentity {
  let policy: NormalizationPolicy

  /// Whether the node's webhook id is part of an address that others call.
  func isInURL(_ node: WorkflowNode) -> Bool {
    if policy.webhookPathTypes.contains(node.type) {
      guard node.shortType != "form" else { return false }
      guard let path = node.webhookPath, !path.isEmpty else { return true }
      return path.split(separator: "/").contains { $0.hasPrefix(":") }
    }
    guard let type = policy.nodes.type(node.type) else { return node.type.lowercased().hasSuffix("trigger") }
    return type.isTrigger && type.hasWebhook
  }

  /// Whether n8n gives such a node a webhook id, so that we do.
  func isNeeded(_ node: WorkflowNode) -> Bool { policy.nodes.type(node.type)?.hasWebhook ?? false }
}

extension WorkflowNode {
  /// The path that the node asks for; newer Form Triggers have it among their options (n8n's own takes the first of both
  /// that is not empty).
  var webhookPath: String? {
    let path = parameters["path"]?.stringValue ?? ""
    guard path.isEmpty, shortType == "formTrigger" else { return path }
    return parameters["options"]?["path"]?.stringValue
  }
}
