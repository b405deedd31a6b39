import Governance

/// A signature proves what it claims, and is there where the policy asks for it.
struct SignatureRule: VerifyRule {
  let name = "signature"

  func check(_ commit: JudgedCommit) -> [Violation] {
    switch commit.voucher {
    case .program, .members: return []
    case .unsigned:
      guard commit.authority.roles.signatures == .required, !commit.authority.isBeforeAnybody else {
        return []
      }
      return [
        commit.violation(
          self, "it is not signed", remedy: "Sign with a registered key: git commit -S, with gpg.format=ssh.")
      ]
    case .worthless(let reason):
      return [
        commit.violation(
          self, reason,
          remedy: "Sign with a key that `n8n-ops team invite --signing-key` has registered before.")
      ]
    }
  }
}
