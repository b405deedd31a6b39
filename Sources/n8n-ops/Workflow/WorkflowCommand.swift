import Terminal

/// `workflow`: one workflow or many.
struct WorkflowCommand: Command {
  static let configuration = CommandConfiguration.group(
    "workflow", abstract: "Workflows: list, show, analyse, hash, compare, merge.",
    subcommands: [
      WorkflowList.self, WorkflowShow.self, WorkflowAnalyze.self, WorkflowHash.self, WorkflowDiffCommand.self,
      WorkflowMergeCommand.self, WorkflowMergeFile.self, WorkflowTextconv.self,
    ])
}
