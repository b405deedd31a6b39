import Governance
import JSON
import Operations
import Terminal

/// `sync`: reads instances into their observed branches.
struct SyncCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Read n8n instances into Git: workflows, credentials metadata, tags, users (ENV-009).",
    discussion: """
      A sync is complete or it changes nothing: absence is never taken for deletion without proof. Exit code 3 when \
      some environments failed.
      """,
    examples: [
      Example(command: "n8n-ops sync", says: "All environments."),
      Example(command: "n8n-ops sync --env production", says: "One."),
      Example(command: "n8n-ops sync --only credentials", says: "Leave everything else as it was."),
    ])

  @Option(name: .customLong("env"), help: "An environment; say it again for more. All without any.")
  var environments: [Slug] = []
  @Option(help: "Only workflows, credentials, tags or users; say it again for more (ENV-010, ENV-011).")
  var only: [SyncPart] = []
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let operations = try session.unattended(options)
    let names = environments.isEmpty ? try operations.ledger.allEnvironments() : environments
    let parts = only.isEmpty ? Set(SyncPart.allCases) : Set(only)
    let outcomes = await operations.forEach(names) { name throws(OpsError) in
      try await Sync(operations, environment: name, parts: parts).run()
    }
    try session.show(.array(outcomes.map(\.json))) { console in
      for outcome in outcomes {
        switch outcome.result {
        case .success(let report):
          console.print("\(outcome.environment): \(report.summary)")
          for hint in report.recreated { console.warning("\(outcome.environment): \(hint)") }
          for note in report.unreadable { console.warning("\(outcome.environment): \(note)") }
        case .failure(let error): _ = console.report(error)
        }
      }
    }
    try outcomes.throwIfPartial(isPartial: { !$0.isComplete })
  }
}

extension SyncPart: ExpressibleByArgument {}

extension EnvironmentOutcome where Value == SyncReport {
  var json: JSON {
    switch result {
    case .success(let report):
      [
        "environment": .string(environment.text), "complete": .bool(report.isComplete),
        "commit": report.commit.map { .string($0) } ?? .null, "added": .number(JSONNumber(report.added)),
        "changed": .number(JSONNumber(report.changed)), "removed": .number(JSONNumber(report.removed)),
        "updated": .array(report.lists.map { .string($0) }),
        "coverage": n8n_ops.json(report.coverage),
        "recreated": .array(report.recreated.map { .string($0) }),
        "unreadable": .array(report.unreadable.map { .string($0) }),
        "notes": .array(report.notes.map { .string($0) }),
      ]
    case .failure(let error):
      ["environment": .string(environment.text), "complete": false, "error": error.json]
    }
  }
}
