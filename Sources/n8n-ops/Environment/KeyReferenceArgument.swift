import Governance
import Operations

/// The reference that an option names; the text itself is never shown: it may be the key.
func keyReference(_ text: String, _ option: String = "--api-key-from, --deploy-key-from") throws(OpsError)
  -> SecretReference
{
  guard let reference = SecretReference(text) else {
    throw OpsError(
      "That is not a reference to a key", at: option,
      because: "a reference is env:NAME, file:PATH, systemd:NAME or age:PATH",
      remedy:
        "Put the key into a variable or a file and name that. If you typed the key itself, it is in your shell's history now."
    )
  }
  return reference
}
