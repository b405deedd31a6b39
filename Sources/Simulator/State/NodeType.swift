internal import JSON

/// What the simulator knows about a kind of node: only what decides whether and how a workflow is published.
struct NodeType {
  let name: String

  /// The part after the package's name: `webhook` of `n8n-nodes-base.webhook`.
  var short: String { name.split(separator: ".").last.map(String.init) ?? name }

  /// Whether the type is installed: the two packages of n8n are taken whole, nothing else is.
  var isKnown: Bool {
    let package = name.split(separator: ".").dropLast().joined(separator: ".")
    return package == "n8n-nodes-base" || package == "@n8n/n8n-nodes-langchain"
  }

  /// Whether it can start a workflow, in the editor or in production (n8n's isTriggerNodeType).
  var isTrigger: Bool {
    name.lowercased().contains("trigger")
      || ["webhook", "cron", "interval", "emailReadImap", "start"].contains(short)
  }

  /// Whether it starts only by hand.
  var isManual: Bool { ["manualTrigger", "manualChatTrigger", "start"].contains(short) }

  /// Whether another workflow starts it: such triggers do not count as triggers.
  var isCalled: Bool { ["executeWorkflowTrigger", "errorTrigger"].contains(short) }

  /// Whether production listens or polls for it.
  var isProductionTrigger: Bool { isTrigger && !isManual && !isCalled }

  /// Whether the server makes a missing `webhookId` (recordings, nodes and corpus).
  var hasWebhookID: Bool {
    [
      "webhook", "wait", "telegram", "telegramTool", "gmail", "microsoftOutlook", "emailSend", "slack",
      "whatsApp", "formTrigger", "chatTrigger",
    ].contains(short)
  }
}
