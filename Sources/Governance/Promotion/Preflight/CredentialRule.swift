/// Every credential that the nodes use is in the target (PROMO-002, CRED-010).
struct CredentialRule: PreflightRule {
  let name = "credentials"

  func check(_ facts: PreflightFacts) -> PreflightCheck {
    var problems = facts.untranslatedCredentials.map {
      "\($0.workflow) uses \($0.name) (\($0.type)), which has no logical name"
    }
    var notes: [String] = []
    for (credential, finding) in facts.credentials {
      let label = "\(credential.name) (\(credential.type))"
      switch finding {
      case .mapped: notes.append("\(label) is mapped")
      case .found: notes.append("\(label) was found by type and name and gets mapped")
      case .missing: problems.append("\(label) is missing in \(facts.target)")
      case .ambiguous(let count): problems.append("\(label) exists \(count) times in \(facts.target)")
      case .gone(let id): problems.append("\(label) is mapped to \(id), which \(facts.target) no longer has")
      }
    }
    guard problems.isEmpty else {
      return failed(
        problems, orPassed: "",
        remedy: "Create the credential in \(facts.target) under this name, then plan again.")
    }
    if !facts.isCredentialListComplete, !facts.credentials.isEmpty {
      return warning(
        ["\(facts.target) does not list its credentials; they are known from the nodes that use them only"],
        orPassed: "", remedy: "Check in n8n that they still work.")
    }
    return PreflightCheck(
      check: name, outcome: .passed, evidence: notes.isEmpty ? ["no credential is used"] : notes)
  }
}
