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

  /// What an analysis found (WF-005), in the words that `workflow analyze` has for it.
  static func all(_ workflow: JSON, policy: NormalizationPolicy) -> [WorkflowPage.Fact] {
    WorkflowAnalysis(of: workflow, policy: policy).lines.map { line in
      let label = line.label.prefix(1).uppercased() + line.label.dropFirst()
      return WorkflowPage.Fact(label, line.texts.joined(separator: ", "), tone: Tone(line.urgency))
    }
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

extension Tone {
  fileprivate init(_ urgency: AnalysisLine.Urgency) {
    switch urgency {
    case .none: self = .quiet
    case .attention: self = .attention
    case .alarm: self = .bad
    }
  }
}
