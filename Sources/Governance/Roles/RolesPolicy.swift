/// `policies/roles.json`: which role may do what, told by commands and by the files that change (PRD 3.10.2).
package struct RolesPolicy: Sendable, Hashable, Codable {
  /// What is asked of signatures of commits.
  package enum Signatures: String, Sendable, Hashable, Codable, CaseIterable {
    /// A commit without one is attributed by its mail addresses; one that is there has to be right.
    case optional
    /// Every commit has one by an active member or by the program.
    case required
  }

  /// Something that a role may do.
  package struct Permission: Sendable, Hashable, Codable {
    /// Stable name, which violations tell.
    package var name: String
    /// The least role that has it.
    package var role: Role
    /// Commands that need it.
    package var commands: [String]
    /// Files whose change needs it.
    package var paths: [PathPattern]
    /// Whether on `main` only the program changes these files, or the merge of a proposal; others would forge records.
    package var isProgramOnly: Bool

    package init(
      name: String, role: Role, commands: [String], paths: [PathPattern], isProgramOnly: Bool = false
    ) {
      self.name = name
      self.role = role
      self.commands = commands
      self.paths = paths
      self.isProgramOnly = isProgramOnly
    }

    private enum CodingKeys: String, CodingKey {
      case name, role, commands, paths
      case isProgramOnly = "programOnly"
    }
  }

  package var signatures: Signatures
  /// Whether nothing is deployed before the commits since the last verified one were verified.
  package var verifyBeforeDeploy: Bool
  /// The first permission that names a path decides.
  package var permissions: [Permission]

  package init(signatures: Signatures, verifyBeforeDeploy: Bool, permissions: [Permission]) {
    self.signatures = signatures
    self.verifyBeforeDeploy = verifyBeforeDeploy
    self.permissions = permissions
  }

  /// The permission that a change of a file needs; nil where none names it, which asks for an administrator.
  package func permission(for path: String) -> Permission? {
    permissions.first { $0.paths.contains { $0.matches(path) } }
  }

  /// The permission that a command needs; nil where none names it, so that everybody may run it.
  package func permission(forCommand name: String) -> Permission? {
    permissions.filter { $0.commands.contains(name) }.max { $0.role < $1.role }
  }
}
