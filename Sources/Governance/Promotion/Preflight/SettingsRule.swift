/// Nothing is lost on the way because the target's version does not take it.
struct SettingsRule: PreflightRule {
  let name = "n8n version"

  func check(_ facts: PreflightFacts) -> PreflightCheck {
    guard let refused = facts.refusedMembers else {
      return PreflightCheck(
        check: name, outcome: .skipped, evidence: ["what \(facts.target) takes is not known"],
        remedy: "n8n-ops env test \(facts.target)")
    }
    guard refused.isEmpty else {
      return PreflightCheck(
        check: name, outcome: .failed,
        evidence: refused.map { "\($0.workflow): \(facts.target) does not take \($0.member)" },
        remedy: "Update n8n in \(facts.target), or remove it from the workflow.")
    }
    return warning(
      facts.leftOut.map { "\($0.workflow): \(facts.target) does not take \($0.member), which is left out" },
      orPassed: "\(facts.target) takes every field",
      remedy: "Nothing that runs is lost. Update n8n in \(facts.target) to have it there too.")
  }
}
