/// Applies the risk policy to changes.
struct RiskJudge {
  let policy: RiskPolicy
  let nodes: NodeKnowledge

  /// The change with risk, rule and reason.
  func judged(_ change: WorkflowChange, nodeTypes: [String] = []) -> WorkflowChange {
    let verdict = verdict(on: change, nodeTypes: nodeTypes)
    var result = change
    result.risk = verdict.risk
    result.rule = verdict.rule
    result.reason = verdict.reason
    return result
  }

  /// - Parameter nodeTypes: for a whole workflow, the types of its nodes.
  func verdict(on change: WorkflowChange, nodeTypes: [String]) -> RiskVerdict {
    guard let rule = policy.rules.first(where: { matches($0, change) }) else { return policy.otherwise }
    if let risk = rule.risk { return RiskVerdict(risk: risk, rule: rule.name, reason: rule.reason) }
    let types = change.nodeType.map { [$0] } ?? nodeTypes
    let categories = types.map { (policy.category(of: $0, nodes: nodes), $0) }
    guard let (category, type) = categories.max(by: { $0.0.risk < $1.0.risk }) else {
      return RiskVerdict(risk: .low, rule: rule.name, reason: "there is no node in it")
    }
    return RiskVerdict(
      risk: category.risk, rule: "\(rule.name):\(category.name)",
      reason: "\(nodes.type(type)?.displayName ?? type): \(category.reason)")
  }

  private func matches(_ rule: RiskRule, _ change: WorkflowChange) -> Bool {
    if rule.onlyCosmetic && !change.isCosmetic { return false }
    if !rule.changes.isEmpty && !rule.changes.contains(change.kind.rawValue) { return false }
    if !rule.types.isEmpty && !rule.types.contains(change.nodeType ?? "") { return false }
    guard !rule.pointers.isEmpty else { return true }
    let place = change.pointer?.description ?? ""
    return rule.pointers.contains { place == $0 || place.hasPrefix($0 + "/") }
  }
}
