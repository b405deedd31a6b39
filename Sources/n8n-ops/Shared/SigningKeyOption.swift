import Git
import Terminal

/// The option of commands that register a key of somebody.
struct SigningKeyOption: ParsableArguments {
  @Option(help: "An SSH public key that signs for them, as in authorized_keys.") var signingKey: String?

  /// None or one.
  var keys: [String] { signingKey.map { [$0] } ?? [] }

  mutating func validate() throws {
    if let signingKey, SSHPublicKey(signingKey) == nil {
      throw ValidationError("the signing key is no SSH public key such as 'ssh-ed25519 AAAA...'")
    }
  }
}
