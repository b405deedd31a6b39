/// The class policy lets workflows leave the source and enter the target.
struct GuardRule: PreflightRule {
  let name = "class guard"

  func check(_ facts: PreflightFacts) -> PreflightCheck {
    let decisions = [
      (facts.source, facts.sourceClass, GuardedAction.promoteFrom),
      (facts.target, facts.targetClass, GuardedAction.promoteInto),
    ].map { environment, environmentClass, action in
      (
        text: "\(action.rawValue) \(environment) (\(environmentClass.rawValue))",
        decision: facts.guards.decision(on: action, in: environmentClass)
      )
    }
    let blocked = decisions.filter { $0.decision == .blocked }.map { "\($0.text) is blocked" }
    guard blocked.isEmpty else {
      return failed(blocked, orPassed: "", remedy: "Use a pipeline stage that the policy allows.")
    }
    let warned = decisions.filter { $0.decision == .warning }.map { "\($0.text) is discouraged" }
    return warning(
      warned, orPassed: decisions.map { "\($0.text): \($0.decision.rawValue)" }.joined(separator: "; "),
      remedy: "Tell the reviewer why it is needed.")
  }
}
