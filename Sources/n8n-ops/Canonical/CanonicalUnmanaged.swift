import Governance
import JSON
import Operations
import Terminal

struct CanonicalUnmanaged: Command {
  static let configuration = CommandConfiguration(
    commandName: "unmanaged", abstract: "List workflows that no canonical workflow stands for (CAN-007).",
    examples: [Example(command: "n8n-ops canonical unmanaged --env production", says: "Those of production.")]
  )

  @Option(name: .customLong("env"), help: "An environment; say it again for more. All without any.")
  var environments: [Slug] = []
  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let operations = try session.unattended(options)
    var rows: [(environment: Slug, id: String, name: String, isActive: Bool)] = []
    for environment in environments.isEmpty ? try operations.ledger.allEnvironments() : environments {
      for (id, item) in try operations.ledger.index(of: environment).items.sorted(by: {
        $0.value.name < $1.value.name
      })
      where item.workflow == nil && !item.isArchived {
        rows.append((environment, id, item.name, item.isActive))
      }
    }
    try session.show(
      .array(
        rows.map {
          [
            "environment": .string($0.environment.text), "id": .string($0.id), "name": .string($0.name),
            "active": .bool($0.isActive),
          ]
        })
    ) { console in
      var table = Table(["environment", "n8n id", "name", "active"])
      for row in rows {
        table.add(
          row.environment.text, Console.safe(row.id), Console.safe(row.name), row.isActive ? "yes" : "no")
      }
      console.print(table)
    }
  }
}
