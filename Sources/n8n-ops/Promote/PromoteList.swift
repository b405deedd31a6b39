import Governance
import JSON
import Operations
import Terminal

struct PromoteList: Command {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List promotions: those that wait for a merge first.",
    examples: [Example(command: "n8n-ops promote list", says: "What waits, what ran, what failed.")])

  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let operations = try session.unattended(options)
    let proposals = try operations.ledger.proposals()
    let decided = try operations.ledger.promotions(in: try session.workspace.mainTree())
    let unproved = try operations.ledger.unproved(in: try session.workspace.mainTree())
    try session.show([
      "proposals": .array(proposals.map { json($0) }), "promotions": .array(decided.map { json($0) }),
      "notApproved": .array(
        unproved.map { ["id": .string($0.promotion.id.text), "reason": .string("\($0.refusal)")] }),
    ]) { console in
      var table = Table(["promotion", "state", "risk", "what", "asked for by"])
      for promotion in proposals + decided {
        let isProposal = promotion.status == .pendingApproval && proposals.contains { $0.id == promotion.id }
        table.add([
          Table.Cell(promotion.id.text),
          isProposal
            ? Table.Cell("waits for a merge")
            : unproved.contains { $0.promotion.id == promotion.id }
              ? Table.Cell("merged, NOT approved", .red) : Table.Cell(promotion.stateWords),
          Table.Cell(promotion.risk.rawValue, style(of: promotion.risk)), Table.Cell(promotion.words),
          Table.Cell(Console.safe(promotion.requestedBy.name)),
        ])
      }
      console.print(table)
      for entry in unproved {
        console.print("\(entry.promotion.id) is not approved: \(Console.safe("\(entry.refusal)"))")
        console.print("  \(Console.safe(entry.refusal.remedy(for: entry.promotion.id)))")
      }
    }
  }
}

extension Promotion {
  /// The state of a promotion on `main` in words.
  var stateWords: String {
    status == .pendingApproval ? "approved, waits to run" : status.rawValue.lowercased()
  }
}
