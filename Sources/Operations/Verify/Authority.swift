import Git
import Governance
import Ledger

/// Who may do what, as one commit says; it judges the commits that follow it, so that nobody lets themselves in.
final class Authority: Sendable {
  let roles: RolesPolicy
  /// Members by tenant, then by mail address in lower case.
  let members: [Slug: [String: Role]]
  private let names: [Slug: [String: String]]
  /// Mail addresses of the program's identities, in lower case.
  let machines: Set<String>
  /// Mail addresses of those who administer the platform, in lower case.
  let platformAdmins: Set<String>
  /// Keys by their bytes, to the mail addresses of those for whom they sign, in lower case.
  let keys: [[UInt8]: Set<String>]

  init(tree: LedgerTree) throws(OpsError) {
    roles = try Rules.roles(in: tree)
    var members: [Slug: [String: Role]] = [:]
    var names: [Slug: [String: String]] = [:]
    var keys: [[UInt8]: Set<String>] = [:]
    func add(_ lines: [String], _ email: String) {
      for key in lines.compactMap(SSHPublicKey.init) { keys[key.blob, default: []].insert(email) }
    }
    for name in try readGit({ () throws(GitError) in try tree.folders(in: "state/tenants") }) {
      guard let tenant = Slug(name) else { continue }
      for member in try tree.values(Member.self, in: TenantRoot(tenant).team).values {
        let email = member.email.lowercased()
        members[tenant, default: [:]][email] = member.role
        names[tenant, default: [:]][email] = member.name
        add(member.signingKeys, email)
      }
    }
    let platform = try tree.value(Platform.self, at: Platform.path)
    let identities = platform?.machines ?? []
    for identity in identities { add(identity.signingKeys, identity.email.lowercased()) }
    let admins = platform?.admins ?? []
    for admin in admins { add(admin.signingKeys, admin.email.lowercased()) }
    platformAdmins = Set(admins.map { $0.email.lowercased() })
    self.members = members
    self.names = names
    self.keys = keys
    let machineEmails = identities.isEmpty ? [Platform.unnamedMachine.email] : identities.map(\.email)
    machines = Set(machineEmails.map { $0.lowercased() })
  }

  /// Whether a change of the file changes who may do what.
  static func isChanged(by path: String) -> Bool {
    path == PolicyFiles.roles || path == Platform.path
      || path.hasPrefix("state/tenants/") && path.contains("/team/")
  }

  /// Before anybody is a member there is nobody to ask: who sets the repository up is trusted.
  var isBeforeAnybody: Bool { members.isEmpty }

  func isMachine(_ email: String) -> Bool { machines.contains(email.lowercased()) }

  /// The name of a member, as the team's file has it.
  func name(of email: String, in tenant: Slug) -> String? { names[tenant]?[email.lowercased()] }

  /// Whether somebody is named who administers the platform; else administrators of every team do.
  var namesPlatformAdmins: Bool { !platformAdmins.isEmpty }

  func isPlatformAdmin(_ email: String) -> Bool { platformAdmins.contains(email.lowercased()) }

  /// Whether somebody is a member of any team, or administers the platform.
  func isActive(_ email: String) -> Bool {
    isPlatformAdmin(email) || members.values.contains { $0[email.lowercased()] != nil }
  }

  /// The role of somebody where a file is concerned.
  func role(of email: String, for path: String) -> Role? {
    if isPlatformAdmin(email), Self.isPlatformMatter(path) { return .admin }
    return role(of: email, in: Self.tenant(of: path))
  }

  /// The role of somebody. What belongs to no tenant, or to one without members yet, is for those who have the role in
  /// every team; but where somebody is named who administers the platform, nobody else is its administrator. The program
  /// by itself is a developer everywhere.
  func role(of email: String, in tenant: Slug?) -> Role? {
    if isMachine(email) { return .developer }
    let email = email.lowercased()
    if let team = tenant.flatMap({ members[$0] }) { return team[email] }
    if isPlatformAdmin(email) { return .admin }
    let everywhere = members.values.map { $0[email] }
    guard !everywhere.contains(nil), let least = everywhere.compactMap(\.self).min() else { return nil }
    return namesPlatformAdmins ? min(least, .developer) : least
  }

  /// The role of somebody for what a permission is about.
  func role(of email: String, for permission: RolesPolicy.Permission, in tenant: Slug?) -> Role? {
    let isPlatform = permission.paths.allSatisfy { Self.isPlatformMatter($0.text) }
    return isPlatform && isPlatformAdmin(email) ? .admin : role(of: email, in: tenant)
  }

  /// Whether a file, or a pattern of files, is for those who administer the platform: everything but what a tenant
  /// decides for itself.
  private static func isPlatformMatter(_ path: String) -> Bool {
    guard path.hasPrefix("state/tenants/") else { return true }
    let inside = path.split(separator: "/").dropFirst(3)
    return inside.first == "team" || Array(inside) == ["tenant.json"]
  }

  private static func tenant(of path: String) -> Slug? {
    let parts = path.split(separator: "/", maxSplits: 3)
    guard parts.count > 2, parts[0] == "state", parts[1] == "tenants" else { return nil }
    return Slug(String(parts[2]))
  }
}
