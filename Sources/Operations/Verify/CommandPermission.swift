package import Governance
package import Ledger

/// Who may run which command, by `policies/roles.json`.
package struct CommandPermission: Sendable {
  private let authority: Authority

  /// - Parameter tree: what `main` says of roles and team.
  package init(tree: LedgerTree) throws(OpsError) {
    authority = try Authority(tree: tree)
  }

  /// The member for whom somebody may act (PLAT-005).
  ///
  /// - Throws: when they do not administer the platform, or there is no such member.
  package func standIn(for email: String, in tenant: Slug, by actor: Person, reason: String)
    throws(OpsError) -> StandIn
  {
    guard authority.isPlatformAdmin(actor.email) else {
      throw OpsError(
        "You may not act for somebody else", at: email, because: "\(actor) does not administer the platform",
        remedy: "n8n-ops platform admin list")
    }
    guard let name = authority.name(of: email, in: tenant) else {
      throw OpsError(
        "There is nobody to act for", at: email, because: "no such member of \(tenant)",
        remedy: "n8n-ops team list --tenant \(tenant)")
    }
    return StandIn(member: Person(name: name, email: email), reason: reason)
  }

  /// Refuses what a member of a team may not do, where the program acts for whoever calls it: a timer is nobody's.
  package func requireOfMember(_ command: String, of caller: Person, in tenant: Slug) throws(OpsError) {
    guard authority.name(of: caller.email, in: tenant) != nil else { return }
    try require(command, of: caller, in: tenant)
  }

  /// Refuses a command before it reads or writes anything. What is pushed by hand is judged by ``VerifyCommits``.
  ///
  /// - Parameters:
  ///   - command: its words, such as `promote plan`.
  ///   - tenant: where it acts; nil where it concerns the repository as a whole.
  package func require(_ command: String, of actor: Person, in tenant: Slug?) throws(OpsError) {
    guard let permission = authority.roles.permission(forCommand: command), !authority.isBeforeAnybody else {
      return
    }
    let place = tenant.map { "\(command) in \($0)" } ?? command
    let held = authority.role(of: actor.email, for: permission, in: tenant)
    if held != .admin, permission.role == .admin, tenant == nil, authority.namesPlatformAdmins {
      throw OpsError(
        "You may not do this", at: place, because: "\(actor) does not administer the platform",
        remedy: "Ask somebody whom `n8n-ops platform admin list` names.")
    }
    guard let role = held else {
      throw OpsError(
        "You may not do this", at: place,
        because: tenant == nil
          ? "\(actor) is not in the team of every tenant, and it needs \(permission.role.rawValue) in all"
          : "\(actor) is not a member of the tenant's team",
        remedy: "An administrator adds you with n8n-ops team invite \(actor.email) --name 'Your Name'.")
    }
    guard role < permission.role else { return }
    throw OpsError(
      "You may not do this", at: place,
      because: "\(actor) is \(role.rawValue), and \(permission.name) needs \(permission.role.rawValue)",
      remedy: "Ask an administrator for it, or for the role.")
  }
}
