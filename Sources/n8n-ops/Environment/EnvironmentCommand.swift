import Governance
import JSON
import Ledger
import N8N
import Operations
import Terminal

/// `env`: the n8n instances under governance.
struct EnvironmentCommand: Command {
  static let configuration = CommandConfiguration.group(
    "env", abstract: "Environments: the n8n instances under governance.",
    subcommands: [
      EnvironmentAdd.self, EnvironmentTest.self, EnvironmentList.self, EnvironmentShow.self,
      EnvironmentEdit.self, EnvironmentRemove.self, OverlayCommand.self,
    ], aliases: ["environment"])
}

struct EnvironmentAdd: Command {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add an n8n instance as an environment (ENV-001).",
    discussion: """
      The instance is asked first; nothing is saved when it does not answer. The key itself is never stored, only \
      where to find it: env:NAME, file:PATH, systemd:NAME or age:PATH.
      """,
    examples: [
      Example(
        command:
          "n8n-ops env add production --class production --url https://n8n.example.com --api-key-from env:N8N_PROD_KEY",
        says: "Add production; its key is in a variable."),
      Example(
        command:
          "n8n-ops env add inside --class staging --url https://n8n.internal --api-key-from env:KEY --ca-file /etc/ssl/own.pem",
        says: "Its certificate is of an authority of your own."),
    ])

  @Argument(help: "Short name: a-z, 0-9 and '-'.") var name: Slug
  @Option(name: .customLong("class"), help: "What it is for.") var environmentClass: EnvironmentClass
  @Option(help: "Address of the instance, without /api/v1.") var url: String
  @Option(help: "Where the API key is: env:NAME, file:PATH, systemd:NAME or age:PATH.") var apiKeyFrom: String
  @Option(help: "Where the key for writing is, if it is another one.") var deployKeyFrom: String?
  @Flag(inversion: .prefixedNo, help: "Ask the instance before saving.") var test = true
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let record = EnvironmentRecord(
      class: environmentClass, url: url, apiKey: try keyReference(apiKeyFrom),
      deployKey: try deployKeyFrom.map { text throws(OpsError) in try keyReference(text) },
      connection: try connection.settings(over: nil, in: context.workingDirectory))
    try record.require(["url": "--url"])
    let session = try Session(options, context)
    let operations = try session.operations(options)
    let found = try await operations.add(name, record, isTested: test)
    let sharers = try operations.sharers(of: record, besides: name)
    try session.show([
      "environment": .string(name.text), "capabilities": json(found),
      "sameInstance": .array(sharers.map { .string($0.text) }),
    ]) { console in
      console.warn(of: sharers, besides: name)
      console.print(
        "Added \(name) (\(environmentClass.rawValue))\(found.map { ": \($0.summary)" } ?? ", not tested").")
    }
  }
}

struct EnvironmentTest: Command {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Ask an instance what it is and what it can do (ENV-002).",
    discussion: """
      Version, publish model, and the scopes of both keys where the instance tells them (n8n 2.14 and later), held against \
      what each is used for: a key that lacks a scope or can more than it needs is told. Exit code 2 when a key lacks what \
      it is for: reading, or writing where it is the one for writing.
      """,
    examples: [Example(command: "n8n-ops env test production", says: "Check key, version and abilities.")])

  @Argument(help: "The environment.") var name: Slug
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let operations = try session.unattended(options)
    let record = try operations.ledger.environment(name, in: try session.workspace.mainTree())
    let started = session.now()
    let found = try await operations.probe(name, record)
    let milliseconds = session.now().milliseconds - started.milliseconds
    try operations.remember(found, of: name, at: record.url)
    let keys = await operations.keys(of: name, record)
    var result = json(found)
    _ = result.set(.number(JSONNumber(Int(milliseconds))), at: JSONPointer().appending("milliseconds"))
    _ = result.set(.array(keys.map(\.json)), at: JSONPointer().appending("keys"))
    try session.show(result) { console in
      console.print("\(name): \(found.summary)")
      console.print("  answered in \(milliseconds) ms; known by \(found.source.words)")
      for (label, text) in found.words { console.print("  \(label): \(text)") }
      for key in keys { key.show(on: console) }
      if keys.count == 1 {
        console.print("  key for writing: none of its own; deployments write with the key for reading")
      }
    }
    if keys.contains(where: \.isInsufficient) { throw ExitCode.found }
  }
}

struct EnvironmentList: Command {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the environments with their state, and how many the plan allows (ENV-006, ENV-008).",
    examples: [Example(command: "n8n-ops env list", says: "Show drift status and last sync.")])

  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let operations = try session.unattended(options)
    let main = try session.workspace.mainTree()
    let allowance = try operations.ledger.allowance(of: .environments, in: main)
    let environments = try operations.ledger.environments(in: main)
      .sorted { ($0.value.class, $0.key) < ($1.value.class, $1.key) }
    var rows: [(Slug, EnvironmentRecord, EnvironmentStanding)] = []
    for (name, record) in environments {
      rows.append((name, record, try operations.ledger.standing(of: name, record, main: main)))
    }
    try session.show(
      .array(
        rows.map { name, record, standing in
          [
            "environment": .string(name.text), "class": .string(record.class.rawValue),
            "url": .string(record.url),
            "status": json(standing.status), "remarks": .array(standing.remarks.map(JSON.string)),
          ]
        })
    ) { console in
      var table = Table([
        "environment", "class", "n8n", "state", "managed", "unmanaged", "missing", "last complete sync",
        "last attempt",
      ])
      for (name, record, standing) in rows {
        let status = standing.status
        let capabilities = status.capabilities.flatMap { try? $0.decode(as: Capabilities.self) }
        table.add(
          name.text, record.class.rawValue, capabilities.map { "\($0.version)" } ?? "never asked",
          status.drift.label(for: record.class), "\(status.coverage.managed)",
          "\(status.coverage.unmanaged)", "\(status.coverage.missing)",
          status.lastCompleteSync.map { "\($0)" } ?? "never",
          status.lastSync.map { $0.isSuccess ? "done" : "failed \($0.at)" } ?? "never")
      }
      console.print(table)
      console.print(allowance.words)
      for (name, _, standing) in rows {
        for remark in standing.remarks { console.warning("\(name): \(Console.safe(remark))") }
        guard let attempt = standing.status.lastSync, !attempt.isSuccess else { continue }
        console.warning("\(name): \(Console.safe(oneLine(attempt.message, limit: 300)))")
      }
    }
  }
}

extension Console {
  /// Warns of environments that are the same instance.
  func warn(of sharers: [Slug], besides environment: Slug) {
    guard !sharers.isEmpty else { return }
    warning(
      "\(sharers.map(\.text).joined(separator: ", ")) and \(environment) are the same instance. If that is not meant: n8n-ops env edit \(environment) --url URL"
    )
  }
}
