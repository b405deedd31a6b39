import Governance
import JSON
import Operations
import Terminal

struct CanonicalMatrix: Command {
  static let configuration = CommandConfiguration(
    commandName: "matrix", abstract: "Show every canonical workflow in every environment (CAN-011).",
    examples: [
      Example(command: "n8n-ops canonical matrix", says: "Where is what, and does it run as approved?")
    ])

  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let matrix = try session.unattended(options).ledger.matrix()
    try session.show(
      .array(
        matrix.rows.map { row in
          [
            "workflow": .string(row.workflow.text), "name": .string(row.name),
            "environments": .object(
              JSONObject(
                zip(matrix.environments, row.cells).map { environment, cell in
                  (
                    environment.text,
                    ["state": .string(cell.state.rawValue), "hash": cell.hash.map { .string($0) } ?? .null]
                  )
                })),
          ]
        })
    ) { console in
      var table = Table([Table.Column("workflow")] + matrix.environments.map { Table.Column($0.text) })
      for row in matrix.rows {
        table.add(
          [Table.Cell(row.workflow.text)]
            + row.cells.map { Table.Cell("\($0.state.words) \(short($0.hash))") })
      }
      console.print(table)
    }
  }
}
