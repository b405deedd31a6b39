package import Governance
package import Ledger

/// Changes of who administers the platform (PLAT-002).
package struct PlatformAdministration: Sendable {
  private let workspace: Workspace
  private let act: Act

  package init(workspace: Workspace, act: Act) {
    self.workspace = workspace
    self.act = act
  }

  /// Adds an administrator; who has the mail address already gets the name and the further keys.
  ///
  /// - Returns: the administrator, with the signing keys they had before.
  @discardableResult
  package func add(_ admin: Platform.Identity) throws(OpsError) -> Platform.Identity {
    var written = admin
    try change("\(admin.name) administers the platform", "platform.admin.add", admin.email) { (platform) in
      let known = platform.admin(admin.email)?.signingKeys ?? []
      var admin = admin
      admin.signingKeys = known + admin.signingKeys.filter { !known.contains($0) }
      platform.admins.removeAll { $0.email.lowercased() == admin.email.lowercased() }
      platform.admins.append(admin)
      platform.admins.sort { $0.email < $1.email }
      written = admin
    }
    return written
  }

  /// Takes an administrator away. The last one may go too: then administrators of every team administer the platform again.
  package func remove(_ email: String) throws(OpsError) {
    guard let admin = try platform(in: try workspace.mainTree()).admin(email) else {
      throw OpsError(
        "There is no such administrator of the platform", at: email, remedy: "n8n-ops platform admin list")
    }
    try change("\(admin.name) administers the platform no more", "platform.admin.remove", admin.email) {
      $0.admins.removeAll { $0.email == admin.email }
    }
  }

  private func change(
    _ happened: String, _ action: String, _ target: String, _ body: (inout Platform) -> Void
  ) throws(OpsError) {
    try workspace.commit(to: workspace.main, as: act) { (tree, edit) throws(OpsError) in
      var platform = try platform(in: tree)
      body(&platform)
      try StateRequirement.require(platform, at: Platform.path)
      try edit.put(platform, at: Platform.path)
      return CommitNote("platform", happened, tenant: nil, action: action, target: target)
    }
  }

  private func platform(in tree: LedgerTree) throws(OpsError) -> Platform {
    try tree.value(Platform.self, at: Platform.path) ?? Platform()
  }
}
