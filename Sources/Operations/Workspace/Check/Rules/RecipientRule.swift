import Governance
import JSON

/// Who can open sealed values has a key that age takes: with one that is none nothing can be sealed any more.
struct RecipientRule: CheckRule {
  let name = "recipient"

  func check(_ file: CheckedFile, in tree: CheckedTree) -> [CheckFinding] {
    guard let recipients = (file.reading.value as? SecretPolicy)?.recipients else { return [] }
    return recipients.enumerated().filter { !AgeRecipient.isOne($0.element) }.map { index, _ in
      file.finding(
        self, at: JSONPointer(tokens: ["recipients", "\(index)"]), "this is no public key of age",
        remedy:
          "Write what `age-keygen -y KEYFILE` prints: age1 and 58 characters. A private key must not stand here."
      )
    }
  }
}
