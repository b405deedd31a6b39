import Governance
import JSON
import Ledger
import Operations
import Terminal

struct PromotePlan: Command {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Propose to move workflows one stage on (PROMO-001, PROMO-002).",
    discussion: """
      Everything that the selection needs moves with it. The checks are made against the target as it is now; when \
      one fails nothing is proposed and the exit code is 2. A proposal is a branch: merging it is the approval.
      """,
    examples: [
      Example(
        command: "n8n-ops promote plan --into staging order-intake",
        says: "Propose one workflow and what it needs."),
      Example(
        command: "n8n-ops promote plan --into production --all --dry-run", says: "Show what would move."),
    ])

  @Argument(help: "Canonical workflows.") var workflows: [Slug] = []
  @Option(name: .customLong("into"), help: "The target environment; it names the stage.") var target: Slug
  @Option(help: "The pipeline; needed only where several lead into the target.") var pipeline: Slug?
  @Flag(help: "All workflows of the source that differ from the target.") var all = false
  @Option(help: "Why; the reviewer reads it.") var reason: String?
  @OptionGroup var options: ChangeOptions

  mutating func validate() throws {
    if all != workflows.isEmpty { throw ValidationError("name workflows, or say --all") }
  }

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let operations = try session.operations(options)
    let (name, stage) = try operations.ledger.stage(into: target, pipeline: pipeline)
    let selection = all ? try operations.ledger.promotable(stage) : workflows
    let report = try await PlanPromotion(
      operations, pipeline: name, stage: stage, selection: selection, reason: reason
    ).run()
    try session.show([
      "promotion": json(report.promotion), "branch": report.branch.map { .string($0) } ?? .null,
    ]) { _ in
      report.show(in: session)
    }
    if report.promotion.checks.contains(where: { $0.outcome == .failed }) { throw ExitCode.found }
  }
}

extension PlanPromotion.Report {
  func show(in session: Session) {
    let console = session.console
    guard !promotion.workflows.isEmpty else {
      console.print("\(promotion.target) has everything already: nothing to promote.")
      return
    }
    var table = Table(["workflow", "change", "risk", "what changes"])
    for workflow in promotion.workflows {
      let why = workflow.becauseOf.map { " (\($0))" } ?? ""
      let more = workflow.changes.count > 1 ? " (+\(workflow.changes.count - 1))" : ""
      table.add([
        Table.Cell(workflow.workflow.text + why), Table.Cell(workflow.change.rawValue),
        Table.Cell(workflow.risk.rawValue, style(of: workflow.risk)),
        Table.Cell(Console.safe(workflow.changes.first ?? "") + more),
      ])
    }
    console.print(table)
    console.print()
    for check in promotion.checks {
      let mark = check.outcome.mark
      console.print(
        "\(console.styled(mark.0, mark.1)) \(check.check): \(Console.safe(check.evidence.joined(separator: "; ")))"
      )
      if let remedy = check.remedy, check.outcome >= .warning {
        console.print("    try: \(Console.safe(remedy))")
      }
    }
    console.print()
    if let branch {
      console.print("Proposed \(promotion.id), risk \(promotion.risk.rawValue), on branch \(branch).")
      session.tellHowToApprove(promotion, on: branch)
    } else {
      console.print("Nothing was proposed: a check failed.")
    }
  }
}

extension PreflightCheck.Outcome {
  /// How a terminal shows it.
  var mark: (String, Style) {
    switch self {
    case .passed: ("ok  ", .green)
    case .skipped: ("skip", .dim)
    case .warning: ("warn", .yellow)
    case .failed: ("FAIL", [.red, .bold])
    }
  }
}
