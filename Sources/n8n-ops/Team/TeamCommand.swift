import Terminal

/// `team`: who works for the tenant.
struct TeamCommand: Command {
  static let configuration = CommandConfiguration.group(
    "team", abstract: "Members of the tenant, their roles and the keys that sign for them.",
    subcommands: [TeamInvite.self, TeamRole.self, TeamRemove.self, TeamList.self, TeamExportSigners.self])
}
