import JSON

/// An active workflow has something that starts it; n8n refuses to publish it otherwise.
struct TriggerRule: PreflightRule {
  let name = "triggers"

  func check(_ facts: PreflightFacts) -> PreflightCheck {
    let active = facts.items.filter { $0.content["active"]?.boolValue == true }
    return failed(
      active.filter { !hasTrigger($0.content) }.map { "\($0.workflow) is active and has no enabled trigger" },
      orPassed: active.isEmpty
        ? "no workflow is to be active" : "\(active.count) to be active, each with a trigger",
      remedy: "Add a trigger, or deactivate the workflow in \(facts.source).")
  }

  /// n8n's own rule by name (`isTriggerNodeType` of n8n-workflow), manual triggers left out.
  private func hasTrigger(_ workflow: JSON) -> Bool {
    (workflow["nodes"]?.arrayValue ?? []).contains { node in
      guard node["disabled"]?.boolValue != true, let type = node["type"]?.stringValue else { return false }
      let short = type.split(separator: ".").last.map { $0.lowercased() } ?? ""
      if ["manualtrigger", "start", "manualchattrigger"].contains(short) { return false }
      return short.contains("trigger")
        || ["webhook", "cron", "emailreadimap", "telegrambot", "interval"].contains(short)
    }
  }
}
