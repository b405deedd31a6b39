/// No other active workflow of the target listens on the same address: n8n 2.40 answers 200 to such an activation
/// and fails afterwards (recordings, step `conflict`).
struct WebhookRule: PreflightRule {
  let name = "webhook paths"

  func check(_ facts: PreflightFacts) -> PreflightCheck {
    var conflicts: [String] = []
    var wanted: [String: PreflightFacts.Item] = [:]
    var count = 0
    for item in facts.items where item.content["active"]?.boolValue == true {
      for webhook in item.dependencies.webhooks.sorted(by: { ($0.path, $0.method) < ($1.path, $1.method) }) {
        let address = "\(webhook.method) \(webhook.path)"
        count += 1
        // Names are not unique: those of the promotion are told apart by their canonical id.
        let other = wanted[address].flatMap { $0.workflow == item.workflow ? nil : $0.name }
        if let owner = facts.webhooksTaken[address] ?? other {
          conflicts.append("\(address) of \(item.workflow) is taken by \(owner)")
        }
        wanted[address] = item
      }
    }
    return failed(
      conflicts,
      orPassed: count == 0 ? "no webhook is used" : "\(count) webhook path\(count == 1 ? "" : "s") free",
      remedy: "Change the path, or deactivate the other workflow in \(facts.target).")
  }
}
