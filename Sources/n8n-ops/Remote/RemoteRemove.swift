import JSON
import Operations
import Terminal

struct RemoteRemove: Command {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Let this clone stand alone again.",
    discussion: "Nothing is removed there, and Git keeps its own remote.",
    examples: [Example(command: "n8n-ops remote remove", says: "Decide here alone from now on.")])

  @OptionGroup var options: PlatformOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context, fetches: false)
    let settings = try session.remoteSettings()
    if session.rehearsal == nil { try RemoteSettings.remove(from: session.repository) }
    try session.show(["removed": .string(settings.name)]) {
      $0.print("The remote \(settings.name) is not shared any more.")
    }
  }
}
