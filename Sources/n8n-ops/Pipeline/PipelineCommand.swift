import Governance
import JSON
import Operations
import Terminal

/// `pipeline`: the way of workflows to production.
struct PipelineCommand: Command {
  static let configuration = CommandConfiguration.group(
    "pipeline", abstract: "Pipelines: the way of workflows from environment to environment.",
    subcommands: [PipelineAdd.self, PipelineList.self])
}

struct PipelineAdd: Command {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Set a pipeline: environments in their order (PIPE-001, PIPE-002).",
    examples: [
      Example(
        command: "n8n-ops pipeline add delivery development staging production",
        says: "Two stages; each needs the merge of an administrator who did not ask for it.")
    ])

  @Argument(help: "Short name: a-z, 0-9 and '-'.") var name: Slug
  @Argument(help: "Environments in their order, at least two.") var environments: [Slug]
  @Option(help: "Least role of who approves.") var approver = Role.admin
  @Flag(help: "Let requesters approve their own promotions.") var allowSelfApproval = false
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let rule = ApprovalRule(role: approver, allowsSelfApproval: allowSelfApproval)
    let stages = zip(environments, environments.dropFirst()).map {
      PipelineStage(source: $0, target: $1, approval: rule)
    }
    let pipeline = Pipeline(name: name.text, stages: stages)
    try session.operations(options).add(name, pipeline)
    try session.show(json(pipeline)) {
      $0.print("Pipeline \(name): \(environments.map(\.text).joined(separator: " → "))")
    }
  }
}

struct PipelineList: Command {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the pipelines.",
    examples: [Example(command: "n8n-ops pipeline list", says: "Show stages and approvals.")])

  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let tenant = try session.unattended(options).tenant
    let pipelines = try session.workspace.mainTree().values(Pipeline.self, in: tenant.pipelines)
      .sorted { $0.key < $1.key }
    try session.show(.array(pipelines.map { json($0.value) })) { console in
      var table = Table(["pipeline", "stage", "approval"])
      for (name, pipeline) in pipelines {
        for stage in pipeline.stages {
          table.add(name.text, "\(stage.source) → \(stage.target)", stage.approval.role.rawValue)
        }
      }
      console.print(table)
    }
  }
}
