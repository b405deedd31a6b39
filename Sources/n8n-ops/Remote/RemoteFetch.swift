import Governance
import JSON
import Ledger
import Terminal

struct RemoteFetch: Command {
  static let configuration = CommandConfiguration(
    commandName: "fetch", abstract: "Take over what others have shared, and send what was observed here.",
    discussion: "Every command does so first; this is for a clone in which people only look.",
    examples: [Example(command: "n8n-ops remote fetch", says: "Bring the clone up to date.")])

  @OptionGroup var options: PlatformOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context, fetches: false)
    _ = try session.remoteSettings()
    let positions = try session.rehearsal == nil ? session.workspace.fetch() : session.foreseenFetch()
    let differing = positions.filter { $0.ref.kind == .decision }
    try session.show(["differing": .array(differing.map(\.json))]) { console in
      console.print(differing.isEmpty ? "Everything is as on the remote." : "Not all is as on the remote:")
      for position in differing { console.print("  \(Console.safe(position.summary))") }
    }
    if !differing.isEmpty { throw ExitCode(rawValue: 2) }
  }
}

extension Session {
  /// What a fetch would come to: done in the repository to try things on, which alone is changed.
  fileprivate func foreseenFetch() throws(OpsError) -> [RefPosition] {
    try sharing.fetch()
  }
}
