import Governance
import JSON
import Ledger
import Operations
import Terminal

struct WorkflowShow: Command {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a workflow: where it is and what it consists of (WF-003).",
    examples: [
      Example(command: "n8n-ops workflow show order-intake", says: "Mappings, nodes and credentials.")
    ])

  @Argument(help: "The canonical workflow.") var workflow: Slug
  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let operations = try session.unattended(options)
    let matrix = try operations.ledger.matrix()
    guard let row = matrix.rows.first(where: { $0.workflow == workflow }) else {
      throw OpsError("There is no such workflow", at: workflow.text, remedy: "n8n-ops canonical matrix")
    }
    try explainDrafts(in: matrix.environments, operations.ledger, on: context.console)
    let contents = try operations.ledger.contents(of: workflow, in: matrix.environments)
    try session.show(
      [
        "workflow": .string(workflow.text), "name": .string(row.name),
        "running": .object(JSONObject(contents.map { ($0.environment.text, $0.document) })),
      ]
    ) { console in
      console.print(console.styled(Console.safe(row.name), .bold))
      var table = Table(["environment", "state", "content"])
      for (environment, cell) in zip(matrix.environments, row.cells) {
        table.add(environment.text, cell.state.words, short(cell.hash))
      }
      console.print(table)
      guard let first = contents.first else { return }
      console.print()
      console.print("Nodes as they run in \(first.environment):")
      var nodes = Table(["node", "type", "credentials"])
      for node in first.document["nodes"]?.arrayValue ?? [] {
        let credentials = (node["credentials"]?.objectValue ?? JSONObject()).map { type, value in
          "\(value["name"]?.stringValue ?? "?") (\(type))"
        }
        nodes.add(
          Console.safe(node["name"]?.stringValue ?? ""), Console.safe(node["type"]?.stringValue ?? ""),
          Console.safe(credentials.joined(separator: ", ")))
      }
      console.print(nodes)
    }
  }

  /// Tells people on standard error where the workflow has more than what runs.
  private func explainDrafts(in environments: [Slug], _ ledger: TenantLedger, on console: Console) throws {
    for environment in environments {
      let items = try ledger.index(of: environment).items.values
      guard items.contains(where: { $0.workflow == workflow && $0.hasDraft }) else { continue }
      console.note("\(environment): there is an unpublished draft beside what runs")
    }
  }
}
