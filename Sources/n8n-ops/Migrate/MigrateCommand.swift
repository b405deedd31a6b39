import Governance
import JSON
import Operations
import Terminal

/// `migrate`: moves the tree of an older executable forward.
struct MigrateCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Move an ops repository of an older n8n-ops to the layout of this one.",
    discussion: """
      The version of the layout stands in state/format.json. Every other command refuses a repository with another one. \
      All steps together are one commit on main; a repository that is newer than this executable is left alone.
      """,
    examples: [
      Example(command: "n8n-ops migrate --dry-run", says: "Say what would change."),
      Example(command: "n8n-ops migrate --repo ./ops", says: "Do it, in one commit."),
    ])

  @OptionGroup var options: PlatformOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context, takesOlderLayout: true)
    let report = try Migrate(session.workspace, act: try session.act()).run()
    try session.show(json(report)) { console in
      guard report.from < report.to else {
        console.print("The layout is up to date: version \(report.to).")
        return
      }
      console.print("Moved the layout from \(report.from) to \(report.to):")
      for step in report.steps { console.print("  \(step)") }
      for path in report.paths { console.print("  \(Console.safe(path))") }
    }
  }

  private func json(_ report: Migrate.Report) -> JSON {
    [
      "from": .number(.init(report.from)), "to": .number(.init(report.to)),
      "steps": .array(report.steps.map { .string($0) }), "paths": .array(report.paths.map { .string($0) }),
      "commit": report.commit.map { .string($0.hex) } ?? .null,
    ]
  }
}
