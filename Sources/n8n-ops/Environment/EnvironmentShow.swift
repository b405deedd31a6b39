import Governance
import JSON
import Ledger
import N8N
import Operations
import Terminal

struct EnvironmentShow: Command {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one environment: address, keys, state, what it can do (ENV-006).",
    discussion: "From Git alone: the instance is not asked. `env test` asks it.",
    examples: [Example(command: "n8n-ops env show production", says: "All that is known of it.")])

  @Argument(help: "The environment.") var name: Slug
  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let ledger = try session.ledger(options)
    let main = try session.workspace.mainTree()
    let record = try ledger.environment(name, in: main)
    let standing = try ledger.standing(of: name, record, main: main)
    let status = standing.status
    try session.show([
      "environment": .string(name.text), "record": json(record), "status": json(status),
      "remarks": .array(standing.remarks.map(JSON.string)),
    ]) { console in
      let capabilities = status.capabilities.flatMap { try? $0.decode(as: Capabilities.self) }
      let count = status.coverage
      let lines: [(String, String)] = [
        ("class", record.class.rawValue), ("guards", ledger.rules.guards.restrictions(in: record.class)),
        ("address", record.url),
        ("key for reading", "\(record.apiKey)"),
        ("key for writing", record.deployKey.map { "\($0)" } ?? "that for reading"),
        ("instance", capabilities?.summary ?? "never asked"),
        ("state", status.drift.label(for: record.class)),
        ("last sync", status.lastSync.map { "\($0.at): \($0.message)" } ?? "never"),
        ("last drift check", status.lastDriftCheck.map { "\($0.at): \($0.message)" } ?? "never"),
        ("last complete sync", status.lastCompleteSync.map { "\($0)" } ?? "never"),
        (
          "workflows",
          "\(count.managed) managed, \(count.unmanaged) unmanaged, \(count.missing) missing, \(count.unreadable) unreadable"
        ),
        ("others", "\(count.credentials) credentials, \(count.tags) tags, \(count.users) users"),
      ]
      var table = Table([Table.Column("environment"), Table.Column(name.text)])
      for (label, text) in lines.filter({ !$0.1.isEmpty })
        + (record.connection?.lines ?? []).map({ ($0.label, $0.text) })
      {
        table.add(label, Console.safe(text))
      }
      console.print(table)
      for remark in standing.remarks { console.warning(Console.safe(remark)) }
    }
  }
}
