import Governance
import JSON
import Ledger
import Operations
import Terminal

struct PromoteDiff: Command {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show what a promotion changes, node by node (PROMO-003).",
    examples: [Example(command: "n8n-ops promote diff 20261124T174015Z-k3f9qz", says: "For people.")])

  @Argument(help: "The promotion.") var id: RecordID
  @Option(help: "How to show it.") var format = WorkflowDiffCommand.Format.text
  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let changes = try session.ledger(options).changes(of: id)
    if options.json || format == .json {
      let entries = changes.map { change -> JSON in
        ["workflow": .string(change.workflow.workflow.text), "diff": change.diff.json]
      }
      session.console.write(JSON.array(entries).bytes(.pretty))
      return
    }
    for change in changes {
      if format == .text {
        session.console.print(session.console.styled(Console.safe(change.workflow.name), .bold))
      }
      session.console.show(change.diff, as: format)
    }
  }
}
