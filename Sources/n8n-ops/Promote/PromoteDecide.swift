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
  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let commit = try session.operations(options).approve(id, note: note)
    session.show(["id": .string(id.text), "decision": "approved", "commit": .string(commit)]) { console in
      console.print("Approved \(id) with merge \(short(commit)).")
      console.note("Next: n8n-ops promote run")
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

  @Argument(help: "The promotion.") var id: RecordID
  @Option(help: "Why.") var note: String
  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    try session.operations(options).close(id, as: .rejected, note: note)
    session.show(["id": .string(id.text), "decision": "rejected"]) { $0.print("Rejected \(id).") }
  }
}

struct PromoteCancel: Command {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Take a proposal back.",
    examples: [
      Example(
        command: "n8n-ops promote cancel 20261124T174015Z-k3f9qz --note 'Planned again'",
        says: "With the reason.")
    ])

  @Argument(help: "The promotion.") var id: RecordID
  @Option(help: "Why.") var note: String
  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    try session.operations(options).close(id, as: .cancelled, note: note)
    session.show(["id": .string(id.text), "decision": "cancelled"]) { $0.print("Cancelled \(id).") }
  }
}
