import JSON

/// What makes a workflow start.
package enum TriggerKind: String, Sendable, Hashable, CaseIterable {
  /// A clock.
  case schedule
  /// A call from outside: webhook, form, chat, MCP.
  case http
  /// Another workflow, or an error of one.
  case workflow
  /// A person in the editor; does not make a workflow worth activating.
  case manual
  /// An event of a service, told or asked for.
  case service

  /// The kind of a node; nil where it is no trigger.
  package init?(of node: WorkflowNode, nodes: NodeKnowledge) {
    switch node.shortType {
    case "scheduleTrigger", "cron", "interval": self = .schedule
    case "webhook", "formTrigger", "chatTrigger", "mcpTrigger": self = .http
    case "executeWorkflowTrigger", "errorTrigger", "workflowTrigger", "n8nTrigger", "evaluationTrigger":
      self = .workflow
    case "manualTrigger", "start", "manualChatTrigger": self = .manual
    default:
      // A type that nobody knows goes by its name, as n8n's own heuristic does.
      let isTrigger =
        nodes.type(node.type)?.isTrigger
        ?? (node.type.lowercased().contains("trigger") || node.shortType == "emailReadImap")
      guard isTrigger else { return nil }
      self = .service
    }
  }
}
