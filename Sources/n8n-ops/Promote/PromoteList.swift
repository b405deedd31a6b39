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
    session.show([
      "proposals": .array(proposals.map { json($0) }), "promotions": .array(decided.map { json($0) }),
    ]) { console in
      var table = Table(["promotion", "state", "risk", "what", "asked for by"])
      for promotion in proposals + decided {
        let isProposal = promotion.status == .pendingApproval && proposals.contains { $0.id == promotion.id }
        table.add([
          Table.Cell(promotion.id.text),
          Table.Cell(isProposal ? "waits for a merge" : promotion.stateWords),
          Table.Cell(promotion.risk.rawValue, style(of: promotion.risk)), Table.Cell(promotion.words),
          Table.Cell(Console.safe(promotion.requestedBy.name)),
        ])
      }
      console.print(table)
    }
  }
}

extension Promotion {
  /// The state of a promotion on `main` in words.
  var stateWords: String {
    status == .pendingApproval ? "approved, waits to run" : status.rawValue.lowercased()
  }
}
