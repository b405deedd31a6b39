/// The webhooks that are in place.
struct WebhookTable {
  private var owners: [WebhookKey: (workflowID: String, node: String)] = [:]
  private var keysByWorkflow: [String: [WebhookKey]] = [:]

  /// Who answers a request.
  func owner(of key: WebhookKey) -> (workflowID: String, node: String)? { owners[key] }

  /// The first of the webhooks that another workflow has.
  func conflict(of webhooks: [(key: WebhookKey, node: String)], of workflowID: String) -> String? {
    webhooks.first { owners[$0.key].map { $0.workflowID != workflowID } ?? false }?.node
  }

  /// Puts the webhooks of a workflow in place of those it had; taken ones are passed over.
  mutating func set(_ webhooks: [(key: WebhookKey, node: String)], of workflowID: String) {
    remove(workflowID)
    for (key, node) in webhooks where owners[key] == nil {
      owners[key] = (workflowID, node)
      keysByWorkflow[workflowID, default: []].append(key)
    }
  }

  mutating func remove(_ workflowID: String) {
    for key in keysByWorkflow.removeValue(forKey: workflowID) ?? [] { owners[key] = nil }
  }
}
