import Git
import Governance
import JSON
import Ledger
import Terminal

struct RemotePush: Command {
  static let configuration = CommandConfiguration(
    commandName: "push",
    abstract: "Send what is here and not on the remote: at the beginning, or commits by hand.",
    discussion: """
      Nothing is forced: a branch that has gone another way there is told and left alone. Exit code 1 when something \
      could not be sent.
      """,
    examples: [Example(command: "n8n-ops remote push", says: "Fill an empty remote.")])

  @OptionGroup var options: PlatformOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context, fetches: false)
    _ = try session.remoteSettings()
    let workspace = session.sharing
    let sent = try session.rehearsal == nil ? workspace.pushDecisions() : workspace.decisionsToPush()
    try session.show(
      .array(sent.map { ["ref": .string($0.ref.full), "commit": .string($0.new?.hex ?? "")] })
    ) {
      if sent.isEmpty { $0.print("Nothing waits to be sent.") }
      for update in sent {
        $0.print("\(Console.safe(update.ref.shortName)) \(update.new?.short ?? "removed")")
      }
    }
  }
}
