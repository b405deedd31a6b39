internal import JSON

/// What publishing finds missing in one node. n8n knows it from the node's description; the simulator knows a few kinds.
struct NodeConfiguration {
  let node: NodeReading

  /// The lines of the message, without indentation; empty where nothing is missing.
  func problems(namesParameters: Bool) -> [String] {
    let missing = missingParameters
    let parameters = namesParameters ? ": \(missing.joined(separator: ", "))" : " (\(missing.count) issues)"
    return (missingCredential.map { ["Missing required credential: \($0)"] } ?? [])
      + (missing.isEmpty ? [] : ["Missing or invalid required parameters" + parameters])
  }

  private var missingCredential: String? {
    guard (node.json["credentials"]?.objectValue ?? [:]).isEmpty else { return nil }
    return [
      "slack": "slackApi", "telegram": "telegramApi", "postgres": "postgres", "mySql": "mySql",
    ][node.type.short]
  }

  /// Slack's default operation (post a message) needs a target and a text.
  private var missingParameters: [String] {
    let parameters = node.parameters
    guard node.type.short == "slack", isDefault(parameters["resource"], "message"),
      isDefault(parameters["operation"], "post"), isDefault(parameters["messageType"], "text")
    else { return [] }
    return ["select", "text"].filter { (parameters[$0]?.stringValue ?? "").isEmpty }
  }

  private func isDefault(_ value: JSON?, _ standard: String) -> Bool {
    value == nil || value?.stringValue == standard
  }
}
