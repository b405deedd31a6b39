/// Outside development only approved content moves on; a draft that nobody published stays behind.
struct SourceRule: PreflightRule {
  let name = "source"

  func check(_ facts: PreflightFacts) -> PreflightCheck {
    if facts.sourceClass != .development {
      let unapproved = facts.items.filter { $0.hashApprovedInSource != $0.hashPlanned }
      guard unapproved.isEmpty else {
        return failed(
          unapproved.map { "\($0.workflow) runs in \(facts.source) with other content than approved there" },
          orPassed: "", remedy: "n8n-ops drift check --env \(facts.source)")
      }
    }
    let drafts = facts.items.filter(\.hasDraftInSource)
    return warning(
      drafts.map { "\($0.workflow) has an unpublished draft in \(facts.source), which does not move" },
      orPassed: "what is promoted is what runs in \(facts.source)",
      remedy: "Publish the draft in n8n first if it is meant to move.")
  }
}
