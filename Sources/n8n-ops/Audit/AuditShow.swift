import Governance
import JSON
import Ledger
import Operations
import Terminal

struct AuditShow: Command {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show all that is on record about one promotion or incident.",
    discussion: """
      Who asked for it and why, what was checked, who approved with which key, what was written and what was read back \
      from n8n, and each commit of it with its signature.
      """,
    examples: [
      Example(command: "n8n-ops audit show 20261124T174015Z-k3f9qz", says: "The whole chain, oldest first.")
    ])

  @Argument(help: "The promotion or incident.") var id: RecordID
  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let trail = try AuditTrail(of: id, in: try session.ledger(options))
    try session.show(trail.json) { console in
      switch trail.record {
      case .promotion(let promotion): PromotionTrailText(promotion, trail.steps).write(on: console)
      case .incident(let incident): show(incident, on: console)
      }
      console.print("\nCommits")
      for step in trail.steps { step.write(on: console) }
    }
  }

  private func show(_ incident: Incident, on console: Console) {
    console.print("Incident \(incident.id): \(incident.status.rawValue) in \(incident.environment)")
    console.print("\nFound at \(incident.openedAt)")
    for finding in incident.findings { finding.show(on: console) }
    console.print("\nDecided")
    for event in incident.events {
      console.print(
        "  \(event.at) \(event.what) by \(Console.safe(event.by.description))"
          + (event.note.map { ": \(Console.safe($0))" } ?? ""))
    }
  }
}

extension AuditTrail {
  fileprivate var json: JSON {
    let steps = JSON.array(
      steps.map { step in
        var object = step.entry.json.objectValue ?? [:]
        object["signature"] = step.signature.json
        return .object(object)
      })
    return switch record {
    case .promotion(let promotion):
      ["promotion": n8n_ops.json(promotion), "incident": .null, "commits": steps]
    case .incident(let incident): ["promotion": .null, "incident": n8n_ops.json(incident), "commits": steps]
    }
  }
}

extension AuditTrail.Step {
  fileprivate func write(on console: Console) {
    console.print(
      "  \(entry.at) \(short(entry.commit.hex)) \(Console.safe(entry.author.description)): "
        + Console.safe(entry.subject))
    if let standIn = entry.standIn {
      console.print("    for \(Console.safe(standIn.member.description)): \(Console.safe(standIn.reason))")
    }
    console.print("    " + console.styled(Console.safe(signature.words), .dim))
  }
}
