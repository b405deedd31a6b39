import Governance
import JSON
import Ledger
import Operations
import Terminal

/// `credential`: which credentials an instance has, and what they are called everywhere. Never their data.
struct CredentialCommand: Command {
  static let configuration = CommandConfiguration.group(
    "credential",
    abstract:
      "Credentials of n8n: names, types, who uses them, and what they are elsewhere. Never their data.",
    subcommands: [
      CredentialList.self, CredentialShow.self, CredentialMap.self, CredentialTestCommand.self,
    ],
    aliases: ["credentials"])
}

struct CredentialList: Command {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List credentials with their use and state (CRED-001, CRED-002, CRED-004).",
    discussion: "From Git alone: what the last sync saw.",
    examples: [
      Example(command: "n8n-ops credential list --env production", says: "Those of production."),
      Example(
        command: "n8n-ops credential list --status missing --status unmapped",
        says: "What has to be seen to, everywhere."),
    ])

  @Option(name: .customLong("env"), help: "An environment; say it again for more. All without any.")
  var environments: [Slug] = []
  @Option(help: "Only those of a state; say it again for more.") var status: [CredentialStatus] = []
  @Option(help: "Only those of a type of n8n, such as postgres.") var type: String?
  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let ledger = try session.ledger(options)
    let main = try session.workspace.mainTree()
    var rows: [(environment: Slug, entry: CredentialEntry)] = []
    var (gathered, unknown): ([Slug], [Slug]) = ([], [])
    for environment in environments.isEmpty ? try ledger.allEnvironments() : environments {
      _ = try ledger.environment(environment, in: main)
      let overview = try ledger.credentials(of: environment, in: main)
      if !overview.isKnown {
        unknown.append(environment)
      } else if !overview.isComplete {
        gathered.append(environment)
      }
      rows += overview.entries.filter { entry in
        (status.isEmpty || status.contains(entry.status)) && (type.map { $0 == entry.type } ?? true)
      }.map { (environment, $0) }
    }
    try session.show(.array(rows.map { $0.entry.json(in: $0.environment) })) { console in
      var table = Table(["environment", "credential", "type", "n8n id", "logical", "nodes", "state"])
      for (environment, entry) in rows {
        table.add(
          environment.text, Console.safe(entry.name), Console.safe(entry.type), Console.safe(entry.id),
          entry.logical?.text ?? "–", "\(entry.uses.count)", entry.status.words)
      }
      console.print(table)
      for environment in gathered {
        console.note("\(environment) does not list its credentials: these are those that nodes use.")
      }
      for environment in unknown {
        console.note("\(environment) was never synced: n8n-ops sync --env \(environment)")
      }
    }
  }
}

struct CredentialShow: Command {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one credential: who uses it, and what it is elsewhere (CRED-002, CRED-003, CRED-009).",
    discussion: "From Git alone: what the last sync saw.",
    examples: [
      Example(command: "n8n-ops credential show CRM --env production", says: "All that is known of it.")
    ])

  @Argument(help: "Its name or id in n8n, or its logical name.") var credential: String
  @Option(name: .customLong("env"), help: "The environment.") var environment: Slug
  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let ledger = try session.ledger(options)
    let main = try session.workspace.mainTree()
    _ = try ledger.environment(environment, in: main)
    let found = try ledger.credentials(of: environment, in: main).entries.filter {
      $0.names.contains(credential)
    }
    guard !found.isEmpty else {
      throw OpsError(
        "There is no such credential", at: "\(environment), \(oneLine(credential, limit: 64))",
        because: "it is neither the name nor the id of one that the last sync saw",
        remedy: "n8n-ops credential list --env \(environment)")
    }
    let records = try Mappings(tree: main, tenant: ledger.tenant).credentials
    // Names are not unique in n8n.
    try session.show(.array(found.map { $0.json(in: environment, records) })) { console in
      for entry in found { entry.show(on: console, in: environment, records) }
    }
  }
}

extension CredentialStatus: ExpressibleByArgument {
  package init?(argument: String) {
    let name = argument.uppercased().replacing("-", with: "_")
    self.init(rawValue: name)
  }
}

extension CredentialEntry {
  func json(in environment: Slug, _ records: [Slug: CredentialRecord]? = nil) -> JSON {
    var object: JSONObject = [
      "environment": .string(environment.text), "id": .string(id), "name": .string(name),
      "type": .string(type), "logical": logical.map { .string($0.text) } ?? .null,
      "status": .string(status.rawValue), "reason": .string(reason),
      "uses": .array(
        uses.map {
          [
            "workflow": $0.workflow.map { .string($0.text) } ?? .null, "name": .string($0.name),
            "node": .string($0.node),
          ]
        }),
    ]
    if let records {
      let mappings = logical.flatMap { records[$0]?.mappings } ?? [:]
      object["mappings"] = .object(
        JSONObject(
          mappings.sorted { $0.key < $1.key }.map {
            ($0.key.text, ["id": .string($0.value.id), "name": .string($0.value.name)])
          }))
    }
    return .object(object)
  }

  fileprivate func show(on console: Console, in environment: Slug, _ records: [Slug: CredentialRecord]) {
    var table = Table([Table.Column("credential"), Table.Column(Console.safe(name))])
    let others = (logical.flatMap { records[$0]?.mappings } ?? [:]).sorted { $0.key < $1.key }
    let state = reason.isEmpty ? status.words : "\(status.words): \(reason)"
    let lines =
      [("environment", environment.text), ("n8n id", id), ("type", type), ("state", state)]
      + [("logical credential", logical?.text ?? "none")]
      + others.map { ("in \($0.key)", "\($0.value.name) (\($0.value.id))") }
      + uses.map { ("used by", "\($0.workflow?.text ?? "\($0.name) (unmanaged)"), node \($0.node)") }
    for (label, text) in lines { table.add(label, Console.safe(text)) }
    console.print(table)
  }
}
