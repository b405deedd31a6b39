/// Every placeholder for a secret has a value that can be opened here.
struct SecretRule: PreflightRule {
  let name = "secrets"

  func check(_ facts: PreflightFacts) -> PreflightCheck {
    failed(
      facts.closedSecrets.map { "\($0.workflow): \($0.reason)" },
      orPassed: facts.sealedSecrets == 0
        ? "no secret was taken out of the workflows"
        : "\(facts.sealedSecrets) sealed value\(facts.sealedSecrets == 1 ? "" : "s") can be opened",
      remedy: "Use a credential of n8n in its place, or see docs/secrets.md.")
  }
}
