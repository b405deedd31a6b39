import Git
import Terminal

/// The option of commands that register a key of somebody.
struct SigningKeyOption: ParsableArguments {
  @Option(help: "An SSH public key that signs for them, as in authorized_keys.") var signingKey: String?

  /// None or one.
  var keys: [String] { signingKey.map { [$0] } ?? [] }

  mutating func validate() throws {
    guard let signingKey else { return }
    guard let key = SSHPublicKey(signingKey) else {
      throw ValidationError("the signing key is no SSH public key such as 'ssh-ed25519 AAAA...'")
    }
    var cache = SSHKeyCache()
    guard cache.canCheck(key.blob) else {
      throw ValidationError(
        "keys of this kind, or so short, prove nothing here: take an Ed25519, ECDSA or RSA key (2048 bits or more)"
      )
    }
  }
}
