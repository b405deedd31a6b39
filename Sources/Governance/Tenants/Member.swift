/// `team/<member>.json`: a person who works for the tenant.
package struct Member: Sendable, Hashable, Codable {
  package var name: String
  /// Mail address; commits are attributed by it, without regard to case.
  package var email: String
  package var role: Role
  /// SSH public keys that sign for this member, one line each as in `authorized_keys`.
  package var signingKeys: [String]

  package init(name: String, email: String, role: Role, signingKeys: [String] = []) {
    self.name = name
    self.email = email
    self.role = role
    self.signingKeys = signingKeys
  }
}

/// What a member may do; each role includes those before it.
package enum Role: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  case viewer, developer, admin

  package static func < (left: Role, right: Role) -> Bool {
    allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
  }
}
