/// `state/platform.json`: what holds for all tenants of the ops repository.
package struct Platform: Sendable, Hashable, Codable {
  /// Somebody who commits and belongs to no team.
  package struct Identity: Sendable, Hashable, Codable {
    package var name: String
    /// Mail address of the commits.
    package var email: String
    /// SSH public keys that sign for them, one line each as in `authorized_keys`.
    package var signingKeys: [String]

    package init(name: String, email: String, signingKeys: [String]) {
      self.name = name
      self.email = email
      self.signingKeys = signingKeys
    }
  }

  /// Identities under which the program writes, on a service or in CI.
  package var machines: [Identity]
  /// Who administers the platform: tenants, their teams, policies. In a tenant they are nobody, unless they act for one of
  /// its members.
  package var admins: [Identity]
  /// Where the program finds the private key that signs its commits; unsigned where absent.
  package var signingKey: SecretReference?

  package init(
    machines: [Identity] = [], admins: [Identity] = [], signingKey: SecretReference? = nil
  ) {
    self.machines = machines
    self.admins = admins
    self.signingKey = signingKey
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    machines = try values.decode([Identity].self, forKey: .machines)
    admins = try values.decodeIfPresent([Identity].self, forKey: .admins) ?? []
    signingKey = try values.decodeIfPresent(SecretReference.self, forKey: .signingKey)
  }

  /// The program's identity where ``machines`` names none.
  package static let unnamedMachine = Person(name: "n8n-ops", email: "n8n-ops@localhost")

  /// Under which of its identities the program writes: the one with a mail address, else the first.
  package func machine(_ email: String?) -> Person {
    let named = machines.first { $0.email.lowercased() == email?.lowercased() } ?? machines.first
    return named.map { Person(name: $0.name, email: $0.email) } ?? Self.unnamedMachine
  }

  /// The administrator with a mail address.
  package func admin(_ email: String) -> Identity? {
    admins.first { $0.email.lowercased() == email.lowercased() }
  }
}
