import Governance
import JSON
import Operations
import Terminal

struct EnvironmentRemove: Command {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take an environment out of governance (ENV-007).",
    discussion: """
      One commit takes its configuration, its approved content and the mappings; what was observed goes, snapshots stay. \
      Nothing changes in n8n. Without --yes it only shows what would go.
      """,
    examples: [
      Example(command: "n8n-ops env remove old-staging", says: "Show what would go."),
      Example(command: "n8n-ops env remove old-staging --yes", says: "Do it."),
    ])

  @Argument(help: "The environment.") var name: Slug
  @Flag(help: "Do it.") var yes = false
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let operations = try session.operations(options)
    let remains = yes ? try operations.remove(name) : try operations.remains(of: name)
    try session.show([
      "environment": .string(name.text), "removed": .bool(yes),
      "files": .number(JSONNumber(remains.files.count)),
      "workflows": .array(remains.workflows.map { .string($0.text) }),
      "credentials": .array(remains.credentials.map { .string($0.text) }),
      "refs": .array(remains.refs.map { .string($0) }),
    ]) { [yes, name] console in
      console.print(
        "\(yes ? "Gone" : "Would go") with \(name): \(remains.files.count) files, the place of \(remains.workflows.count) workflows and \(remains.credentials.count) credentials, \(remains.refs.count) refs."
      )
      if !yes { console.print("To do it: n8n-ops env remove \(name) --yes") }
    }
  }
}
