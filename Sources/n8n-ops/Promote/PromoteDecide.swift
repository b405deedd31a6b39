import Governance
import JSON
import Operations
import Terminal

struct PromoteApprove: Command {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Approve a proposal: merges its branch as you (PROMO-004).",
    examples: [
      Example(
        command: "n8n-ops promote approve 20261124T174015Z-k3f9qz", says: "The same as merging it with git.")
    ])

  @Argument(help: "The promotion.") var id: RecordID
  @Option(help: "A note for the record.") var note: String?
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let commit = try session.operations(options).approve(id, note: note)
    try session.show(["id": .string(id.text), "decision": "approved", "commit": .string(commit)]) { console in
      console.print("Approved \(id) with merge \(short(commit)).")
      session.next("n8n-ops promote run")
    }
  }
}

struct PromoteReject: Command {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: "Reject a proposal.",
    examples: [
      Example(
        command: "n8n-ops promote reject 20261124T174015Z-k3f9qz --note 'Not before Monday'",
        says: "With the reason.")
    ])

  @OptionGroup var closing: ClosingArguments

  mutating func run(_ context: CommandContext) async throws { try closing.close(as: .rejected, context) }
}

struct PromoteCancel: Command {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Take a proposal back.",
    examples: [
      Example(
        command: "n8n-ops promote cancel 20261124T174015Z-k3f9qz --note 'Planned again'",
        says: "With the reason.")
    ])

  @OptionGroup var closing: ClosingArguments

  mutating func run(_ context: CommandContext) async throws { try closing.close(as: .cancelled, context) }
}

/// What ends a proposal without running it.
struct ClosingArguments: ParsableArguments {
  @Argument(help: "The promotion.") var id: RecordID
  @Option(help: "Why.") var note: String
  @OptionGroup var options: ChangeOptions

  func close(as status: Promotion.Status, _ context: CommandContext) throws(OpsError) {
    let session = try Session(options, context)
    try session.operations(options).close(id, as: status, note: note)
    let word = status.rawValue.lowercased()
    try session.show(["id": .string(id.text), "decision": .string(word)]) {
      $0.print("\(word.capitalized) \(id).")
    }
  }
}
