/// What the target's baseline says was approved: content of a promotion that nobody could approve does not count, and
/// a new proposal on top of it would not show what it changes.
struct BaselineApprovalRule: PreflightRule {
  let name = "target baseline"

  func check(_ facts: PreflightFacts) -> PreflightCheck {
    failed(
      facts.unproved.map { "promotion \($0.promotion) is on main and was not approved: \($0.refusal)" },
      orPassed: "all content in the baseline of \(facts.target) was approved",
      remedy: facts.unproved.map { "n8n-ops promote reject \($0.promotion) --note '...'" }
        .joined(separator: "; "))
  }
}
