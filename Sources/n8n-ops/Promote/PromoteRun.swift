import Governance
import JSON
import Operations
import Terminal

struct PromoteRun: Command {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run what was approved: snapshot, write, verify, or roll back (PROMO-005).",
    discussion: """
      Finds merged promotions that have not run, proves who approved them, and deploys them: all workflows of a \
      promotion or none. Exit code 1 when one failed.
      """,
    examples: [
      Example(command: "n8n-ops promote run", says: "Everything that was approved."),
      Example(command: "n8n-ops promote run 20261124T174015Z-k3f9qz", says: "One promotion."),
    ])

  @Argument(help: "The promotion; all that were approved without it.") var id: RecordID?
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let report = try await RunPromotions(try session.unattended(options)).run(only: id)
    try session.show(
      [
        "finished": .array(report.finished.map { json($0) }),
        "elsewhere": .array(report.elsewhere.map { json($0) }),
        "refused": .array(report.refused.map(\.json)),
      ]
    ) { report.show(on: $0) }
    if !report.refused.isEmpty || report.finished.contains(where: { $0.status == .failed }) {
      throw ExitCode.failure
    }
  }
}

extension RunPromotions.Report {
  func show(on console: Console) {
    if finished.isEmpty && refused.isEmpty && elsewhere.isEmpty { console.print("Nothing waits to be run.") }
    for promotion in finished { promotion.show(on: console) }
    for promotion in elsewhere {
      console.print("\(promotion.id) is running on \(Console.safe(promotion.runner ?? "?")) and left alone.")
    }
    for refusal in refused {
      console.print("\(refusal.id) may not run: \(Console.safe(refusal.reason))")
      if let remedy = refusal.error.remedy { console.print("    try: \(Console.safe(remedy))") }
    }
  }
}

extension RunPromotions.Refusal {
  fileprivate var json: JSON {
    ["id": .string(id.text), "reason": .string(reason), "error": error.json]
  }
}

extension Promotion {
  /// Its result for people.
  func show(on console: Console) {
    if isForeseen { return showForeseen(on: console) }
    let isDone = status == .completed
    console.print(
      "\(id) \(console.styled(status.rawValue, isDone ? .green : [.red, .bold])): \(words)"
        + (approval.map { ", approved by \(Console.safe($0.by.name))" } ?? ""))
    for workflow in workflows {
      console.print(
        "  \(workflow.workflow): \(workflow.outcome?.rawValue ?? "not reached")"
          + (workflow.hashAfter.map { ", content \(short($0))" } ?? ""))
    }
    if let failure {
      console.print("  reason: \(Console.safe(failure.reason))")
      console.print("  the target is \(failure.isRolledBack ? "exactly as before" : "NOT as before")")
    }
  }

  /// What a dry run found that would be written to n8n.
  private func showForeseen(on console: Console) {
    console.print(
      "\(id) may run: \(words)" + (approval.map { ", approved by \(Console.safe($0.by.name))" } ?? ""))
    for workflow in workflows {
      console.print(
        "  \(workflow.workflow) would be \(workflow.outcome?.rawValue ?? "left alone") in \(target)")
    }
  }
}
