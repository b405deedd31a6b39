import Governance
import JSON

/// What is done with secrets does not get weaker from development to production.
struct SecretPolicyRule: CheckRule {
  let name = "secret-policy"

  func check(_ file: CheckedFile, in tree: CheckedTree) -> [CheckFinding] {
    guard let policy = file.reading.value as? SecretPolicy else { return [] }
    return policy.weakened.map { later in
      let isNamed = policy.classes?[later] != nil
      let place = JSONPointer(tokens: isNamed ? ["classes", later.rawValue] : ["action"])
      return file.finding(
        self, at: place,
        "\(later.rawValue) does \"\(policy.wanted(in: later).rawValue)\", which is weaker than what a class before it does",
        remedy: "Write the same action or a stricter one: allow, seal, redact, refuse.")
    }
  }
}
