import Governance
import JSON
import Ledger
import Terminal

/// `audit`: who did what.
struct AuditCommand: Command {
  static let configuration = CommandConfiguration.group(
    "audit", abstract: "The audit log: a reading of the history of main.",
    subcommands: [AuditLog.self])
}

struct AuditLog: Command {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Show who did what, newest first (ADMIN-002).",
    examples: [Example(command: "n8n-ops audit log --limit 20", says: "The last twenty commits.")])

  @Option(help: "How many commits.") var limit = 50
  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let entries = try session.workspace.audit(limit: max(1, limit))
    try session.show(.array(entries.map(\.json))) { console in
      var table = Table(["time", "who", "what", "commit"])
      for entry in entries {
        table.add(
          "\(entry.at)", Console.safe(entry.author.name), Console.safe(entry.subject), short(entry.commit.hex)
        )
      }
      console.print(table)
    }
  }
}

extension AuditEntry {
  var json: JSON {
    [
      "commit": .string(commit.hex), "at": .string("\(at)"), "name": .string(author.name),
      "email": .string(author.email),
      "subject": .string(subject), "tenant": tenant.map { .string($0) } ?? .null,
      "action": action.map { .string($0) } ?? .null, "target": target.map { .string($0) } ?? .null,
      "merge": .bool(isMerge),
    ]
  }
}
