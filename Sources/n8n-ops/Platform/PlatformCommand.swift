import Terminal

/// `platform`: what holds for all tenants.
struct PlatformCommand: Command {
  static let configuration = CommandConfiguration.group(
    "platform", abstract: "What holds for all tenants of the ops repository.",
    subcommands: [PlatformAdminCommand.self])
}

/// `platform admin`: who administers tenants, teams and policies.
struct PlatformAdminCommand: Command {
  static let configuration = CommandConfiguration.group(
    "admin", abstract: "Administrators of the platform.",
    subcommands: [PlatformAdminAdd.self, PlatformAdminRemove.self, PlatformAdminList.self])
}
