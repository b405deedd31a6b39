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

  /// Somebody who administers the platform: tenants, their teams, policies. In a tenant they are nobody, unless they
  /// act for one of its members.
  package struct Administrator: Sendable, Hashable, Codable {
    package var name: String
    /// Mail address of their commits.
    package var email: String
    /// SSH public keys that sign for them, one line each as in `authorized_keys`.
    package var signingKeys: [String]

    package init(name: String, email: String, signingKeys: [String]) {
      self.name = name
      self.email = email
      self.signingKeys = signingKeys
    }
  }

  package var machines: [Machine]
  package var admins: [Administrator]
  /// Where the program finds the private key that signs its commits; unsigned where absent.
  package var signingKey: SecretReference?

  package init(
    machines: [Machine] = [], admins: [Administrator] = [], signingKey: SecretReference? = nil
  ) {
    self.machines = machines
    self.admins = admins
    self.signingKey = signingKey
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    machines = try values.decode([Machine].self, forKey: .machines)
    admins = try values.decodeIfPresent([Administrator].self, forKey: .admins) ?? []
    signingKey = try values.decodeIfPresent(SecretReference.self, forKey: .signingKey)
  }

  /// The administrator with a mail address.
  package func admin(_ email: String) -> Administrator? {
    admins.first { $0.email.lowercased() == email.lowercased() }
  }
}
