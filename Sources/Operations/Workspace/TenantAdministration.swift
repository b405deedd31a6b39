import Git
package import Governance
package import Ledger

/// Changes of who the tenants are and who works for them.
package struct TenantAdministration: Sendable {
  private let workspace: Workspace
  private let act: Act

  package init(workspace: Workspace, act: Act) {
    self.workspace = workspace
    self.act = act
  }

  /// All tenants.
  package func list() throws(OpsError) -> [(slug: Slug, tenant: Tenant)] {
    let tree = try workspace.mainTree()
    var result: [(slug: Slug, tenant: Tenant)] = []
    for name in try readGit({ () throws(GitError) in try tree.folders(in: "state/tenants") }) {
      guard let slug = Slug(name) else { continue }
      if let tenant = try tree.value(Tenant.self, at: TenantRoot(slug).tenantFile) {
        result.append((slug, tenant))
      }
    }
    return result
  }

  /// Adds a tenant, with who adds it as its first administrator.
  package func add(_ slug: Slug, _ tenant: Tenant) throws(OpsError) {
    let root = TenantRoot(slug)
    let member = Slug(from: act.actor.name, fallback: "admin")
    let administrator = Member(name: act.actor.name, email: act.actor.email, role: .admin)
    try StateRequirement.require(tenant, at: root.tenantFile)
    try StateRequirement.require(administrator, at: root.member(member))
    try workspace.commit(to: workspace.main, as: act) { (tree, edit) throws(OpsError) in
      guard try tree.value(Tenant.self, at: root.tenantFile) == nil else {
        throw OpsError("The tenant exists already", at: slug.text, remedy: "n8n-ops tenant list")
      }
      try edit.put(tenant, at: root.tenantFile)
      try edit.put(administrator, at: root.member(member))
      return CommitNote("tenant", "add \(slug)", tenant: slug, action: "tenant.add", target: slug.text)
    }
  }

  /// Adds a member or changes their role (TEAM-001, TEAM-002). Who has the mail address is the same person; who has
  /// only the same name is another.
  ///
  /// - Parameter rules: say how large a team may be (TEAM-005). Who is in it already takes no more room.
  /// - Returns: the member, with the signing keys they had before.
  @discardableResult
  package func put(_ member: Member, in tenant: TenantRoot, rules: Rules) throws(OpsError) -> Member {
    var written = member
    try StateRequirement.require(member, at: tenant.team)
    try workspace.commit(to: workspace.main, as: act) { (tree, edit) throws(OpsError) in
      let known = try tree.values(Member.self, in: tenant.team)
      let same = known.first { $0.value.email.lowercased() == member.email.lowercased() }?.key
      if same == nil {
        try TenantLedger(workspace: workspace, tenant: tenant, rules: rules)
          .requireRoom(for: 1, .members, in: tree)
      }
      let slug = same ?? Slug(from: member.name, fallback: "member").avoiding { known[$0] != nil }
      if member.role < .admin { try requireAnotherAdmin(than: slug, in: tree, of: tenant) }
      try requireOwnKeys(of: member, in: tree)
      var member = member
      let before = same.flatMap { known[$0]?.signingKeys } ?? []
      member.signingKeys = before + member.signingKeys.filter { !before.contains($0) }
      written = member
      try edit.put(member, at: tenant.member(slug))
      return CommitNote(
        "team", "\(slug) is \(member.role.rawValue)", tenant: tenant.tenant, action: "team.set",
        target: slug.text)
    }
    return written
  }

  /// A key that signs for two would prove neither, and one of the program would shut the program out.
  private func requireOwnKeys(of member: Member, in tree: LedgerTree) throws(OpsError) {
    let known = try Authority(tree: tree).keys
    for key in member.signingKeys.compactMap(SSHPublicKey.init) {
      guard let other = known[key.blob]?.subtracting([member.email.lowercased()]).min() else { continue }
      throw OpsError(
        "The signing key is somebody else's", at: member.email,
        because: "\(key.fingerprint) signs for \(other)", remedy: "Give the key that this person signs with.")
    }
  }

  /// Gives a member another role (TEAM-002).
  package func setRole(of email: String, to role: Role, in tenant: TenantRoot) throws(OpsError) -> Member {
    var changed: Member?
    try workspace.commit(to: workspace.main, as: act) { (tree, edit) throws(OpsError) in
      var (slug, member) = try find(email, in: tree, of: tenant)
      if role < .admin { try requireAnotherAdmin(than: slug, in: tree, of: tenant) }
      member.role = role
      changed = member
      try edit.put(member, at: tenant.member(slug))
      return CommitNote(
        "team", "\(slug) is \(role.rawValue)", tenant: tenant.tenant, action: "team.role", target: slug.text)
    }
    guard let changed else { throw unknown(email) }
    return changed
  }

  /// Takes a member out of the team (TEAM-003). What they did stays on record; their keys sign nothing any more.
  package func remove(_ email: String, from tenant: TenantRoot) throws(OpsError) {
    try workspace.commit(to: workspace.main, as: act) { (tree, edit) throws(OpsError) in
      let (slug, _) = try find(email, in: tree, of: tenant)
      try requireAnotherAdmin(than: slug, in: tree, of: tenant)
      edit.remove(tenant.member(slug))
      return CommitNote(
        "team", "remove \(slug)", tenant: tenant.tenant, action: "team.remove", target: slug.text)
    }
  }

  private func find(_ email: String, in tree: LedgerTree, of tenant: TenantRoot) throws(OpsError)
    -> (Slug, Member)
  {
    let found = try tree.values(Member.self, in: tenant.team).first {
      $0.value.email.lowercased() == email.lowercased()
    }
    guard let found else { throw unknown(email) }
    return (found.key, found.value)
  }

  private func unknown(_ email: String) -> OpsError {
    OpsError("There is no such member", at: email, remedy: "n8n-ops team list")
  }

  /// A team without administrator could never be changed again.
  private func requireAnotherAdmin(than member: Slug, in tree: LedgerTree, of tenant: TenantRoot)
    throws(OpsError)
  {
    let members = try tree.values(Member.self, in: tenant.team)
    guard !members.contains(where: { $0.key != member && $0.value.role == .admin }) else { return }
    throw OpsError(
      "The team would have no administrator", at: member.text,
      remedy: "Make somebody else one first: n8n-ops team invite MAIL --name NAME --role admin")
  }
}
