import Governance
import JSON
import Operations
import Terminal

/// `incident`: episodes of drift and what was decided.
struct IncidentCommand: Command {
  static let configuration = CommandConfiguration.group(
    "incident", abstract: "Incidents: episodes of drift and what was decided about them.",
    subcommands: [IncidentList.self, IncidentShow.self, IncidentAck.self, IncidentResolve.self])
}

struct IncidentList: Command {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List incidents, newest first (INC-005).",
    examples: [Example(command: "n8n-ops incident list --open", says: "Those that need somebody.")])

  @Flag(help: "Only those that are not resolved.") var open = false
  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let incidents = try session.unattended(options).ledger.incidents(in: try session.workspace.mainTree())
      .filter { !open || $0.status != .resolved }
    try session.show(.array(incidents.map { json($0) })) { console in
      var table = Table(["incident", "environment", "state", "severity", "workflows", "due"])
      for incident in incidents {
        let isOverdue =
          incident.status != .resolved && (incident.expiresAt.map { $0 < session.now() } ?? false)
        table.add([
          Table.Cell(incident.id.text), Table.Cell(incident.environment.text),
          Table.Cell(incident.status.rawValue),
          Table.Cell(incident.severity.rawValue, style(of: incident.severity)),
          Table.Cell("\(incident.findings.count)"),
          Table.Cell(isOverdue ? "overdue" : incident.expiresAt.map { "\($0)" } ?? "–"),
        ])
      }
      console.print(table)
    }
  }
}

struct IncidentShow: Command {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show an incident with its findings and events.",
    examples: [
      Example(command: "n8n-ops incident show 20261124T174015Z-k3f9qz", says: "All of one incident.")
    ])

  @Argument(help: "The incident.") var id: RecordID
  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let incident = try session.unattended(options).ledger.incident(id, in: try session.workspace.mainTree())
    try session.show(json(incident)) { console in
      console.print(
        "\(incident.id) \(incident.status.rawValue) in \(incident.environment), "
          + console.styled(incident.severity.rawValue, style(of: incident.severity)))
      for finding in incident.findings { finding.show(on: console) }
      for event in incident.events {
        console.print(
          "  \(event.at) \(event.what) by \(Console.safe(event.by.name))"
            + (event.note.map { ": \(Console.safe($0))" } ?? ""))
      }
    }
  }
}

struct IncidentAck: Command {
  static let configuration = CommandConfiguration(
    commandName: "ack", abstract: "Say that somebody looks at it (INC-003).",
    examples: [
      Example(command: "n8n-ops incident ack 20261124T174015Z-k3f9qz --note 'Looking'", says: "Acknowledge.")
    ])

  @Argument(help: "The incident.") var id: RecordID
  @Option(help: "A note for the record.") var note: String?
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    try session.operations(options).acknowledge(id, note: note)
    try session.show(["id": .string(id.text), "status": "acknowledged"]) { $0.print("Acknowledged \(id).") }
  }
}

struct IncidentResolve: Command {
  static let configuration = CommandConfiguration(
    commandName: "resolve", abstract: "End an incident with a note (INC-004).",
    examples: [
      Example(
        command:
          "n8n-ops incident resolve 20261124T174015Z-k3f9qz --how accepted --note 'Agreed with the team'",
        says: "The drift stays and is tolerated.")
    ])

  @Argument(help: "The incident.") var id: RecordID
  @Option(help: "How it ended; all but 'accepted' are checked against what runs.") var how:
    Incident.Resolution
  @Option(help: "Why.") var note: String
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    try session.operations(options).resolve(id, how: how, note: note)
    try session.show(["id": .string(id.text), "status": "resolved", "resolution": .string(how.rawValue)]) {
      $0.print("Resolved \(id) as \(how.rawValue).")
    }
  }
}

extension DriftFinding {
  /// What differs, with the changes that are on record.
  func show(on console: Console) {
    console.print("  \(kind.rawValue) \(Console.safe(name)) (\(Console.safe(workflow)))")
    for change in changes { change.show(on: console) }
    if let moreChanges { console.print("    and \(moreChanges) more") }
  }
}
