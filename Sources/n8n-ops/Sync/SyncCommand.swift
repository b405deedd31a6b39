import Governance
import Operations
import Terminal

/// `sync`: reads instances into their observed branches.
struct SyncCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Read n8n instances into Git: workflows, credentials metadata, tags, users (ENV-009).",
    discussion: """
      A sync is complete or it changes nothing: absence is never taken for deletion without proof. Executions are read \
      where --only names them. Exit code 3 when some environments failed or something could not be read.
      """,
    examples: [
      Example(command: "n8n-ops sync", says: "All environments."),
      Example(command: "n8n-ops sync --env production", says: "One."),
      Example(command: "n8n-ops sync --only credentials", says: "Leave everything else as it was."),
      Example(command: "n8n-ops sync --only executions", says: "What ran since the last time."),
      Example(command: "n8n-ops sync --events sync.ndjson", says: "For a program that watches."),
    ])

  @Option(name: .customLong("env"), help: "An environment; say it again for more. All without any.")
  var environments: [Slug] = []
  @Flag(help: "All environments, which is what happens without --env too (BULK-001).") var allEnvs = false
  @Option(
    help:
      "Only workflows, credentials, tags, users or executions; say it again for more (ENV-010 to ENV-012).")
  var only: [SyncChoice] = []
  @OptionGroup var events: EventOption
  @OptionGroup var options: ChangeOptions

  mutating func validate() throws {
    if allEnvs, !environments.isEmpty { throw ValidationError("--env or --all-envs") }
  }

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context, events: events)
    let operations = try session.unattended(options)
    let names = environments.isEmpty ? try operations.ledger.allEnvironments() : environments
    let parts = only.isEmpty ? Set(SyncPart.allCases) : Set(only.compactMap(\.part))
    let readsExecutions = only.contains(.executions)
    let outcomes = await operations.forEach(names) { name throws(OpsError) in
      SyncResult(
        sync: parts.isEmpty ? nil : try await Sync(operations, environment: name, parts: parts).run(),
        executions: readsExecutions ? try await ExecutionSync(operations, environment: name).run() : nil)
    }
    try session.show(.array(outcomes.map(\.json))) { console in
      for outcome in outcomes { outcome.show(on: console) }
    }
    try outcomes.throwIfPartial(isPartial: { !$0.isComplete })
  }
}
