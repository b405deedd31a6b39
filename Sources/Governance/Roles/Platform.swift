/// `state/platform.json`: what holds for all tenants of the ops repository.
package struct Platform: Sendable, Hashable, Codable {
  /// An identity under which the program writes, on a service or in CI.
  package struct Machine: Sendable, Hashable, Codable {
    package var name: String
    /// Mail address of its commits.
    package var email: String
    /// SSH public keys that sign for it, one line each as in `authorized_keys`.
    package var signingKeys: [String]

    package init(name: String, email: String, signingKeys: [String]) {
      self.name = name
      self.email = email
      self.signingKeys = signingKeys
    }
  }

  package var machines: [Machine]
  /// Where the program finds the private key that signs its commits; unsigned where absent.
  package var signingKey: SecretReference?

  package init(machines: [Machine] = [], signingKey: SecretReference? = nil) {
    self.machines = machines
    self.signingKey = signingKey
  }
}
