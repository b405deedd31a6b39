import Governance
import JSON
import Operations
import Terminal

struct PromoteTakeOver: Command {
  static let configuration = CommandConfiguration(
    commandName: "take-over", abstract: "Go on here with a promotion whose machine is gone for good.",
    discussion: """
      Stop the other machine first: what it had written is not known here, so each workflow has to be what it was \
      before or what was approved.
      """,
    examples: [
      Example(
        command: "n8n-ops promote take-over 20261124T174015Z-k3f9qz --note 'ops1 burnt down'",
        says: "With the reason.")
    ])

  @Argument(help: "The promotion.") var id: RecordID
  @Option(help: "Why.") var note: String
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let promotion = try session.operations(options).takeOver(id, note: note)
    try session.show(json(promotion)) {
      $0.print("\(id) is this machine's now; it was \(Console.safe(promotion.takeOver?.from ?? "?"))'s.")
    }
    session.next("n8n-ops promote run \(id)")
  }
}
