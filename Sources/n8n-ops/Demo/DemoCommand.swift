import Governance
import JSON
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
  @OptionGroup var format: OutputOption
  @OptionGroup var rehearsal: DryRunOption

  mutating func run(_ context: CommandContext) async throws {
    let place = DemoFolder(path: absolute(folder, in: context.workingDirectory))
    try DemoShell.requireGit(context.environment)
    if rehearsal.dryRun { return try showPlan(place, context) }
    try place.prepare()
    let landscape = try DemoLandscape(place: place)
    defer { landscape.stop() }
    var context = context
    let output = Output(console: context.console, isJSON: format.json)
    // The story is for people; programs get where everything is.
    if format.json { context.console = context.console.outputToErrors() }
    var story = DemoStory(context: context, place: place, landscape: landscape, shownFolder: folder)
    try await story.tell()
    output.show(document(place, landscape)) { _ in }
    guard serve else { return }
    output.console.flush()
    context.console.note("The simulators run until Ctrl-C.")
    while !Task.isCancelled { try await Task.sleep(for: .seconds(3600)) }
  }

  private func document(_ place: DemoFolder, _ landscape: DemoLandscape) -> JSON {
    [
      "repository": .string(place.repository), "site": .string(place.site),
      "environments": .array(
        landscape.instances.map { ["environment": .string($0.name), "url": .string($0.url)] }),
    ]
  }

  private func showPlan(_ place: DemoFolder, _ context: CommandContext) throws(OpsError) {
    let isThere = try place.check()
    let output = Output(console: context.console, isJSON: format.json)
    output.show(["repository": .string(place.repository), "site": .string(place.site)], changing: []) {
      $0.print(
        "\(Console.safe(place.path)) \(isThere ? "is made anew" : "is made"), with an ops repository and a site."
      )
    }
  }
}
