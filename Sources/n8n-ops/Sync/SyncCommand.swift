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
      where --only names them. Tags, users and credentials that the key may not read are told, and stay as they were. Exit \
      code 3 when some environments failed, or something that was asked for could not be read.
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
  @Flag(help: "Believe n8n that most of the workflows are gone, which is refused otherwise.")
  var acceptLoss = false
  @OptionGroup var events: EventOption
  @OptionGroup var options: ChangeOptions

  mutating func validate() throws {
    if allEnvs, !environments.isEmpty { throw ValidationError("--env or --all-envs") }
    if acceptLoss, environments.isEmpty {
      throw ValidationError("--accept-loss is for environments that --env names")
    }
  }

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context, events: events)
    let operations = try session.unattended(options)
    let names = environments.isEmpty ? try operations.ledger.allEnvironments() : environments
    let parts = only.isEmpty ? Set(SyncPart.allCases) : Set(only.compactMap(\.part))
    let (readsExecutions, isSelective, acceptsLoss) = (only.contains(.executions), !only.isEmpty, acceptLoss)
    let sync = { @Sendable (name: Slug) in
      Sync(operations, environment: name, parts: parts, acceptsLoss: acceptsLoss)
    }
    let (outcomes, isInterrupted) = await operations.interruptibly(names) { name throws(OpsError) in
      var result = SyncResult()
      do throws(OpsError) {
        if !parts.isEmpty { result.sync = try await sync(name).run() }
        if readsExecutions {
          result.executions = try await ExecutionSync(operations, environment: name).run()
        }
        return result
      } catch {
        var told = error
        // What was asked for by name and may not be read is a part that is missing, as is what others came before.
        let isPart = result.sync != nil || isSelective && error.isNotAllowed
        told.isIncomplete = told.isIncomplete || isPart
        throw told
      }
    }
    try session.show(.array(outcomes.map(\.json))) { outcomes.show(on: $0) }
    if isInterrupted { throw ExitCode.interrupted }
    try outcomes.throwIfPartial(isPartial: { !$0.isComplete })
  }
}
