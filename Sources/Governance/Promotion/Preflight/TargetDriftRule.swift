/// What runs in the target is what was approved there: a hotfix is a conflict and never overwritten.
struct TargetDriftRule: PreflightRule {
  let name = "target hotfix"

  func check(_ facts: PreflightFacts) -> PreflightCheck {
    let conflicts = facts.items.compactMap { item -> String? in
      switch (item.hashApprovedInTarget, item.hashRunningInTarget) {
      case (let approved?, let running?) where approved != running && running != item.hashPlanned:
        "\(item.workflow) was changed directly in \(facts.target)"
      case (_?, nil): "\(item.workflow) is approved in \(facts.target) and missing there"
      case (nil, let running?) where running != item.hashPlanned:
        "\(item.workflow) runs in \(facts.target) and was never approved there"
      default: nil
      }
    }
    let drafts = facts.items.filter(\.hasDraftInTarget).map {
      "\($0.workflow) has an unpublished draft in \(facts.target), which would be overwritten"
    }
    return failed(
      conflicts + drafts, orPassed: "nothing was changed in \(facts.target) behind its baseline",
      remedy: "Decide on it first: n8n-ops drift keep or n8n-ops drift revert, --env \(facts.target).")
  }
}
