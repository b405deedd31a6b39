import Governance
import JSON

/// What a workflow's content says about it, counted.
enum WorkflowFacts {
  static func nodes(_ workflow: JSON?) -> [JSON] {
    (workflow?["nodes"]?.arrayValue ?? []).filter { $0["type"]?.stringValue != "n8n-nodes-base.stickyNote" }
  }

  static func nodeCount(_ workflow: JSON?) -> Int { nodes(workflow).count }

  /// What starts it, each kind once.
  static func triggers(_ workflow: JSON?) -> [String] {
    var result: [String] = []
    for node in nodes(workflow) where node["disabled"]?.boolValue != true {
      guard let word = trigger(node["type"]?.stringValue ?? ""), !result.contains(word) else { continue }
      result.append(word)
    }
    return result
  }

  static func all(_ workflow: JSON) -> [WorkflowPage.Fact] {
    let nodes = nodes(workflow)
    let disabled = nodes.filter { $0["disabled"]?.boolValue == true }.compactMap { $0["name"]?.stringValue }
    let credentials = Set(
      nodes.flatMap { node in
        (node["credentials"]?.objectValue ?? JSONObject()).map { type, value in
          "\(value["name"]?.stringValue ?? "?") (\(type))"
        }
      }
    ).sorted()
    let starts = triggers(workflow)
    var facts = [
      WorkflowPage.Fact(
        "Nodes", "\(nodes.count)",
        note: disabled.isEmpty ? nil : "disabled: \(disabled.joined(separator: ", "))"),
      WorkflowPage.Fact("Started by", starts.isEmpty ? "nothing" : starts.joined(separator: ", ")),
      WorkflowPage.Fact(
        "Credentials", "\(credentials.count)",
        note: credentials.isEmpty ? nil : credentials.joined(separator: ", ")),
    ]
    let handler = workflow["settings"]?["errorWorkflow"]?.stringValue.map {
      $0.replacing("workflow:", with: "")
    }
    facts.append(
      WorkflowPage.Fact(
        "Error workflow", handler ?? "none", tone: handler == nil && !starts.isEmpty ? .attention : .quiet))
    return facts
  }

  private static func trigger(_ type: String) -> String? {
    let short = type.split(separator: ".").last.map(String.init) ?? type
    switch short {
    case "webhook": return "Webhook"
    case "scheduleTrigger", "cron", "interval": return "Schedule"
    case "formTrigger": return "Form"
    case "chatTrigger", "manualChatTrigger": return "Chat"
    case "executeWorkflowTrigger": return "Another workflow"
    case "errorTrigger": return "An error"
    case "manualTrigger", "start": return "Hand"
    default:
      guard short.hasSuffix("Trigger"), let first = short.first else { return nil }
      return first.uppercased() + short.dropFirst().dropLast("Trigger".count)
    }
  }
}
