import Governance
import JSON
import Operations
import Terminal

struct WorkflowList: Command {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List workflows (WF-001, WF-002).",
    examples: [
      Example(
        command: "n8n-ops workflow list --env production --search order",
        says: "Those with 'order' in their name.")
    ])

  @Option(name: .customLong("env"), help: "An environment; say it again for more. All without any.")
  var environments: [Slug] = []
  @Option(help: "Part of the name, in any case.") var search: String?
  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let operations = try session.unattended(options)
    var rows: [(environment: Slug, id: String, workflow: Slug?, name: String, isActive: Bool, hash: String)] =
      []
    for environment in environments.isEmpty ? try operations.ledger.allEnvironments() : environments {
      for (id, item) in try operations.ledger.index(of: environment).items.sorted(by: {
        $0.value.name < $1.value.name
      })
      where !item.isArchived && (search.map { item.name.lowercased().contains($0.lowercased()) } ?? true) {
        rows.append((environment, id, item.workflow, item.name, item.isActive, item.hash))
      }
    }
    try session.show(
      .array(
        rows.map {
          [
            "environment": .string($0.environment.text), "id": .string($0.id),
            "workflow": $0.workflow.map { .string($0.text) } ?? .null, "name": .string($0.name),
            "active": .bool($0.isActive), "hash": .string($0.hash),
          ]
        })
    ) { console in
      var table = Table(["environment", "workflow", "name", "active", "content"])
      for row in rows {
        table.add(
          row.environment.text, row.workflow?.text ?? "(unmanaged \(Console.safe(row.id)))",
          Console.safe(row.name),
          row.isActive ? "yes" : "no", short(row.hash))
      }
      console.print(table)
    }
  }
}
