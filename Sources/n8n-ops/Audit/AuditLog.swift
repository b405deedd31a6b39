import Governance
import JSON
import Ledger
import Terminal

struct AuditLog: Command {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Show who did what, newest first (ADMIN-002).",
    examples: [
      Example(command: "n8n-ops audit log --limit 20", says: "The last twenty commits."),
      Example(
        command: "n8n-ops audit log --who rosa@example.com --action promotion --since 2026-11-01",
        says: "What Rosa had to do with promotions in November."),
      Example(command: "n8n-ops audit log --csv --limit 100000", says: "For a spreadsheet."),
    ])

  @Option(help: "How many entries.") var limit = 50
  @Option(help: "Only of whom this is a part of the name or mail address.") var who: String?
  @Option(help: "Only this action, such as promotion.run, or all of its kind: promotion.") var action: String?
  @Option(help: "Only about this target: an environment, a promotion, a member.") var target: String?
  @Option(help: "Only from this time on: 2026-11-24 or 2026-11-24T17:40:15Z.") var since: String?
  @Option(help: "Only before this time.") var until: String?
  @Flag(help: "Write comma-separated values, safe to open in a spreadsheet.") var csv = false
  @OptionGroup var options: WorkspaceOptions

  mutating func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit is at least 1") }
    if csv, options.json { throw ValidationError("say --csv or --json") }
    _ = try (TimeBound(since), TimeBound(until))
  }

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let filter = AuditFilter(
      who: who, action: action, tenant: try session.namedTenant(options)?.text, target: target,
      since: try TimeBound(since)?.instant, until: try TimeBound(until)?.instant)
    let entries = try session.workspace.audit(matching: filter, limit: limit)
    if csv { return show(entries, asRecordsOn: session.console) }
    try session.show(.array(entries.map(\.json))) { console in
      var table = Table(["time", "who", "what", "commit"])
      for entry in entries {
        table.add(
          "\(entry.at)", Console.safe(entry.who), Console.safe(entry.subject), short(entry.commit.hex)
        )
      }
      console.print(table)
    }
  }

  private func show(_ entries: [AuditEntry], asRecordsOn console: Console) {
    var text = SpreadsheetText.record([
      "time", "name", "mail", "tenant", "action", "target", "subject", "merge", "commit",
      "for", "because",
    ])
    for entry in entries {
      text += SpreadsheetText.record([
        "\(entry.at)", entry.author.name, entry.author.email, entry.tenant ?? "", entry.action ?? "",
        entry.target ?? "", entry.subject, entry.isMerge ? "yes" : "no", entry.commit.hex,
        entry.standIn?.member.description ?? "", entry.standIn?.reason ?? "",
      ])
    }
    console.write(Array(text.utf8))
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
      "for": standIn.map { .string($0.member.description) } ?? .null,
      "because": standIn.map { .string($0.reason) } ?? .null,
    ]
  }
}
