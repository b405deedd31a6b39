import Terminal

/// `audit`: who did what.
struct AuditCommand: Command {
  static let configuration = CommandConfiguration.group(
    "audit", abstract: "The audit log: a reading of the history of main.",
    subcommands: [AuditLog.self, AuditShow.self, AuditAccept.self])
}
