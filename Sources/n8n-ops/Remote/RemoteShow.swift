import Governance
import JSON
import Ledger
import Terminal

struct RemoteShow: Command {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show the shared remote, whether it can be used, and what is not the same there.",
    discussion: "Exit code 1 when it cannot be used, 2 when decisions are not the same here and there.",
    examples: [Example(command: "n8n-ops remote show", says: "Ask it.")])

  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context, fetches: false)
    let settings = try session.remoteSettings()
    var positions: [RefPosition] = []
    do {
      positions = try session.workspace.fetch()
      try session.workspace.shared?.checkWritable(from: session.repository)
    } catch {
      guard error.code == .gitUnavailable else { throw error }
    }
    let machine = try session.machineID()
    let unavailable = session.workspace.shared?.unavailable
    try session.show([
      "remote": settings.json(machine: machine),
      "state": .string(unavailable?.reason.rawValue ?? "available"),
      "detail": unavailable.map { .string($0.detail) } ?? .null,
      "remedy": unavailable.map { .string($0.remedy) } ?? .null,
      "differing": .array(positions.map(\.json)),
    ]) { console in
      console.print("\(settings.name): \(Console.safe(settings.shownURL))")
      console.print(
        "state: \(unavailable.map { "\($0.reason.rawValue), \(Console.safe($0.detail))" } ?? "available")")
      if let unavailable { console.note("Try: \(Console.safe(unavailable.remedy))") }
      for position in positions { console.print("  \(Console.safe(position.summary))") }
    }
    if unavailable != nil { throw ExitCode.failure }
    if positions.contains(where: { $0.ref.kind == .decision }) { throw ExitCode(rawValue: 2) }
  }
}
