import Governance

/// Whoever changes a file, or lets its change in by a merge, has the permission for it.
struct PermissionRule: VerifyRule {
  let name = "permission"

  func check(_ commit: JudgedCommit) -> [Violation] {
    let authority = commit.authority
    guard !authority.isBeforeAnybody else { return [] }
    return commit.answeredFor.compactMap { change in
      let permission = authority.roles.permission(for: change.path)
      let needed = permission?.role ?? .admin
      let role = authority.role(of: commit.holder, for: change.path)
      guard role.map({ $0 < needed }) ?? true else { return nil }
      return commit.violation(
        self, at: change.path,
        "\(permission?.name ?? "this file") needs \(needed.rawValue), and \(commit.holder) "
          + (role.map { "is \($0.rawValue)" } ?? "has no role there"),
        remedy: "Let somebody with the role do it, or change the role: n8n-ops team role.")
    }
  }
}
