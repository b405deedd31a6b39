/// Nothing is promoted over drift that somebody still has to decide on (POL-005).
struct IncidentRule: PreflightRule {
  let name = "open incident"

  func check(_ facts: PreflightFacts) -> PreflightCheck {
    guard let incident = facts.incident else { return passed("\(facts.target) has no open incident") }
    let affected = incident.workflows.map(\.text).joined(separator: ", ")
    guard !affected.isEmpty else {
      return passed("incident \(incident.id) of \(facts.target) does not concern these workflows")
    }
    return failed(
      ["incident \(incident.id) is open for \(affected)"], orPassed: "",
      remedy: "n8n-ops incident show \(incident.id)")
  }
}
