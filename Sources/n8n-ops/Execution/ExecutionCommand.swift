import Governance
import JSON
import Ledger
import Operations
import Terminal

/// `execution`: what ran, and what failed.
struct ExecutionCommand: Command {
  static let configuration = CommandConfiguration.group(
    "execution", abstract: "Executions: what ran in n8n, and what failed.",
    subcommands: [ExecutionList.self, ExecutionShow.self, ExecutionSyncCommand.self], aliases: ["executions"])
}

struct ExecutionSyncCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: "Read the executions since the last time (EXEC-001, ENV-012).",
    discussion: """
      The list is read without data. Failed executions are read again with it, and message and failing node are all that \
      is kept, without secrets. Days that the tenant's plan does not keep (policies/retention.json) are dropped for good.
      """,
    examples: [Example(command: "n8n-ops execution sync --env production", says: "Bring them up to date.")])

  @Option(name: .customLong("env"), help: "An environment; say it again for more. All without any.")
  var environments: [Slug] = []
  @Option(help: "How many days are kept, where it is not to be what the plan says.") var keepDays: Int?
  @OptionGroup var events: EventOption
  @OptionGroup var options: ChangeOptions

  mutating func validate() throws {
    if let keepDays, keepDays < 1 || keepDays > 3660 { throw ValidationError("--keep-days is 1 to 3660") }
  }

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context, events: events)
    let operations = try session.unattended(options)
    let names = environments.isEmpty ? try operations.ledger.allEnvironments() : environments
    let days = keepDays
    let (outcomes, isInterrupted) = await operations.interruptibly(names) { name throws(OpsError) in
      try await ExecutionSync(operations, environment: name, keptDays: days).run()
    }
    try session.show(.array(outcomes.map(\.json))) { console in
      for outcome in outcomes {
        switch outcome.result {
        case .success(let report):
          console.print("\(outcome.environment): \(report.summary)")
          for note in report.notes + report.unread { console.warning("\(outcome.environment): \(note)") }
        case .failure(let error): _ = console.report(error)
        }
      }
    }
    if isInterrupted { throw ExitCode.interrupted }
    try outcomes.throwIfPartial(isPartial: { !$0.unread.isEmpty })
  }
}

extension EnvironmentOutcome where Value == ExecutionSync.Report {
  fileprivate var json: JSON {
    switch result {
    case .success(let report):
      var object: JSONObject = ["environment": .string(environment.text)]
      for (key, member) in report.members { object[key] = member }
      return .object(object)
    case .failure(let error):
      return ["environment": .string(environment.text), "error": error.json]
    }
  }
}

struct ExecutionList: Command {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List executions, newest first (EXEC-001, EXEC-002).",
    discussion: "From Git alone: what the last `execution sync` read.",
    examples: [
      Example(command: "n8n-ops execution list --env production --status error", says: "What failed."),
      Example(
        command: "n8n-ops execution list --env production --workflow order-intake --since 2026-11-24",
        says: "The runs of one workflow since a day."),
    ])

  @Option(name: .customLong("env"), help: "The environment.") var environment: Slug
  @Option(help: "Only those of a workflow: canonical name or id in n8n.") var workflow: String?
  @Option(help: "Only those of a status.") var status: ExecutionStatus?
  @Option(help: "Only those that began at this time or later: 2026-11-24 or 2026-11-24T17:40:15Z.")
  var since: String?
  @Option(help: "Only those that began before this time.") var until: String?
  @Option(help: "How many at most.") var limit = 50
  @OptionGroup var options: WorkspaceOptions

  mutating func validate() throws {
    let bounds = try (TimeBound(since), TimeBound(until))
    if let since = bounds.0, let until = bounds.1, since.instant >= until.instant {
      throw ValidationError("--since has to lie before --until")
    }
    if limit < 1 { throw ValidationError("--limit is 1 or more") }
  }

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let ledger = try session.ledger(options)
    let main = try session.workspace.mainTree()
    _ = try ledger.environment(environment, in: main)
    let names = try ledger.index(of: environment).items
    let all = try ledger.executions(of: environment)
    let wanted = try workflow.map { text throws(OpsError) in
      try ids(of: text, among: all, names, try Mappings(tree: main, tenant: ledger.tenant))
    }
    let (from, to) = try (TimeBound(since)?.instant, TimeBound(until)?.instant)
    let rows = all.filter { item in
      (status.map { $0.rawValue == item.status } ?? true) && (wanted?.contains(item.workflow) ?? true)
        && (from.map { item.began >= $0 } ?? true) && (to.map { item.began < $0 } ?? true)
    }.prefix(limit)
    try session.show(.array(rows.map { $0.json(names) })) { console in
      var table = Table(["id", "workflow", "status", "began", "failed at", "message"])
      for item in rows {
        table.add(
          Console.safe(item.id), Console.safe(item.name(names)), Console.safe(item.status),
          Console.safe(item.startedAt), Console.safe(item.node ?? ""), Console.safe(item.message ?? ""))
      }
      console.print(table)
    }
  }
}

extension ExecutionList {
  /// The ids in n8n that a name stands for: of what is there, of what is mapped, and of what only executions tell.
  private func ids(
    of text: String, among all: [ExecutionSegment.Item], _ names: [String: ObservedIndex.Item],
    _ mappings: Mappings
  ) throws(OpsError) -> Set<String> {
    var ids = Set(names.filter { $0.value.workflow?.text == text }.keys)
    if let mapped = Slug(text).flatMap({ mappings.workflows[$0] }) {
      ids.formUnion(mapped.mappings[environment].map { [$0.id] } ?? [])
    } else if names[text] != nil || all.contains(where: { $0.workflow == text }) {
      ids.insert(text)
    } else if ids.isEmpty {
      throw OpsError(
        "There is no such workflow", at: "\(environment), \(oneLine(text, limit: 64))",
        because: "it is neither a canonical workflow nor an id that was seen there",
        remedy:
          "n8n-ops workflow list --env \(environment), or n8n-ops canonical unmanaged --env \(environment)")
    }
    return ids
  }
}

/// A status that executions can be asked for.
enum ExecutionStatus: String, CaseIterable, Sendable, ExpressibleByArgument {
  case success, error, running, waiting, canceled, crashed, new, unknown
}

struct ExecutionShow: Command {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one execution (EXEC-003, EXEC-004).",
    examples: [
      Example(command: "n8n-ops execution show 4711 --env production", says: "All that is kept of it.")
    ])

  @Argument(help: "Id in n8n.") var id: String
  @Option(name: .customLong("env"), help: "The environment.") var environment: Slug
  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let ledger = try session.ledger(options)
    let all = try ledger.executions(of: environment)
    guard let item = all.first(where: { $0.id == id }) else {
      throw OpsError(
        "No such execution is known", at: "\(environment), \(oneLine(id, limit: 40))",
        remedy: "n8n-ops execution sync --env \(environment)")
    }
    let names = try ledger.index(of: environment).items
    let retries = all.filter { $0.retryOf == id && $0.generation == item.generation }.map(\.id)
    try session.show(item.json(names)) { console in
      var table = Table([Table.Column("execution"), Table.Column(Console.safe(item.id))])
      let lines = [
        ("workflow", item.name(names)), ("status", item.status), ("started by", item.mode ?? ""),
        ("began", item.startedAt), ("ended", item.stoppedAt ?? ""), ("failed at", item.node ?? ""),
        ("message", item.message ?? ""), ("repeats", item.retryOf ?? ""),
        ("repeated by", retries.joined(separator: ", ")),
      ]
      for (label, text) in lines where !text.isEmpty { table.add(label, Console.safe(text)) }
      console.print(table)
    }
  }
}

extension ExecutionSegment.Item {
  /// When it began; what says no time began before all others.
  fileprivate var began: Instant { Instant(startedAt) ?? .earliest }

  fileprivate func name(_ names: [String: ObservedIndex.Item]) -> String {
    names[workflow].map { $0.workflow?.text ?? $0.name } ?? workflow
  }

  fileprivate func json(_ names: [String: ObservedIndex.Item]) -> JSON {
    var json = n8n_ops.json(self)
    _ = json.set(.string(name(names)), at: JSONPointer().appending("name"))
    return json
  }
}
