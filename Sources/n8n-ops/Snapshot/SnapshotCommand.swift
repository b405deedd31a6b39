import Governance
import JSON
import Ledger
import Operations
import Terminal

/// `snapshot`: points in time of an environment.
struct SnapshotCommand: Command {
  static let configuration = CommandConfiguration.group(
    "snapshot", abstract: "Snapshots: points in time of an environment.",
    subcommands: [SnapshotCreate.self, SnapshotList.self])
}

struct SnapshotCreate: Command {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Take a snapshot: a tag on what was observed (SNAP-001).",
    examples: [
      Example(
        command: "n8n-ops snapshot create --env production --reason 'Before the upgrade'",
        says: "Sync, then tag.")
    ])

  @Option(name: .customLong("env"), help: "The environment.") var environment: Slug
  @Option(help: "Why.") var reason: String
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let operations = try session.operations(options)
    _ = try await Sync(operations, environment: environment).run()
    let id = operations.newID(operations.now())
    let snapshot = try session.workspace.takeSnapshotOnce(
      id, of: environment, tenant: operations.tenant, reason: reason, as: operations.act())
    try session.show(snapshot.json) { $0.print("Snapshot \(snapshot.id) of \(environment).") }
  }
}

struct SnapshotList: Command {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List snapshots, newest first (SNAP-003).",
    examples: [Example(command: "n8n-ops snapshot list --env production", says: "Those of production.")])

  @Option(name: .customLong("env"), help: "An environment; say it again for more. All without any.")
  var environments: [Slug] = []
  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let operations = try session.unattended(options)
    var snapshots: [SnapshotTag] = []
    for environment in environments.isEmpty ? try operations.ledger.allEnvironments() : environments {
      snapshots += try session.workspace.snapshots(of: environment, tenant: operations.tenant)
    }
    try session.show(.array(snapshots.map(\.json))) { console in
      var table = Table(["snapshot", "environment", "taken", "by", "reason"])
      for snapshot in snapshots {
        table.add(
          snapshot.id.text, snapshot.environment.text, "\(snapshot.takenAt)",
          Console.safe(snapshot.takenBy.name),
          Console.safe(snapshot.reason))
      }
      console.print(table)
    }
  }
}

extension SnapshotTag {
  var json: JSON {
    [
      "id": .string(id.text), "environment": .string(environment.text), "commit": .string(commit.hex),
      "reason": .string(reason), "takenAt": .string("\(takenAt)"), "takenBy": .string(takenBy.email),
    ]
  }
}
