/// Everything that is called moves along or is there already.
struct DependencyRule: PreflightRule {
  let name = "dependencies"

  func check(_ facts: PreflightFacts) -> PreflightCheck {
    let unmanaged = facts.unmanagedReferences.map {
      "\($0.workflow) calls n8n workflow \($0.id), which is not managed"
    }
    guard unmanaged.isEmpty else {
      return failed(
        unmanaged, orPassed: "", remedy: "n8n-ops canonical onboard --env \(facts.source)")
    }
    let dynamic = facts.items.filter(\.dependencies.hasDynamicWorkflows)
    let count = facts.items.count
    return warning(
      dynamic.map { "\($0.workflow) chooses a sub-workflow at run time, which cannot be checked" },
      orPassed: "\(count) workflow\(count == 1 ? "" : "s") with all sub-workflows and error workflows",
      remedy: "Make sure that what it may call is in \(facts.target).")
  }
}
