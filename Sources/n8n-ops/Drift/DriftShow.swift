import Governance
import Operations
import Terminal

struct DriftShow: Command {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show exactly how a workflow differs from what is approved (DRIFT-003).",
    discussion: "Exit code 2 when it differs in what runs.",
    examples: [Example(command: "n8n-ops drift show order-intake --env production", says: "Node by node.")])

  @Argument(help: "The canonical workflow.") var workflow: Slug
  @Option(name: .customLong("env"), help: "The environment.") var environment: Slug
  @Option(help: "How to show it.") var format = WorkflowDiffCommand.Format.text
  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let operations = try session.unattended(options)
    let approved = try operations.ledger.approved(workflow, in: environment)
    let running = try operations.ledger.running(workflow, in: environment)
    guard approved != nil || running != nil else {
      throw OpsError(
        "There is no such workflow", at: "\(workflow) in \(environment)", remedy: "n8n-ops canonical matrix")
    }
    let diff = WorkflowDiff.between(
      approved, running, policy: operations.rules.normalization, risk: operations.rules.risk)
    session.console.show(diff, as: options.json ? .json : format)
    if !diff.isCosmetic { throw ExitCode.found }
  }
}
