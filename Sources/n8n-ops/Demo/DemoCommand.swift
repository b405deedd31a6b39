import Governance
import Terminal

/// `demo`: the whole story with three simulators.
struct DemoCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Watch n8n-ops govern three built-in n8n simulators, from the first sync to the site.",
    discussion: """
      Makes a folder with an ops repository, a reviewer's clone and a site. Nothing outside that folder is touched, \
      nothing leaves this machine. A folder that an earlier demo made is replaced; any other is refused.
      """,
    examples: [
      Example(command: "n8n-ops demo", says: "Into ./demo."),
      Example(
        command: "n8n-ops demo --serve", says: "Keep the simulators running afterwards, to try commands."),
    ])

  @Argument(help: "The folder.", completion: .directory) var folder = "./demo"
  @Flag(help: "Keep the simulators running until Ctrl-C.") var serve = false

  mutating func run(_ context: CommandContext) async throws {
    let path = absolute(
      folder.hasPrefix("./") ? String(folder.dropFirst(2)) : folder, in: context.workingDirectory)
    let place = DemoFolder(path: path)
    try place.prepare()
    let landscape = try DemoLandscape(place: place)
    defer { landscape.stop() }
    var story = DemoStory(context: context, place: place, landscape: landscape, shownFolder: folder)
    try await story.tell()
    guard serve else { return }
    context.console.note("The simulators run until Ctrl-C.")
    while !Task.isCancelled { try await Task.sleep(for: .seconds(3600)) }
  }
}
