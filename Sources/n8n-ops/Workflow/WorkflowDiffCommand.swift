import Governance
import JSON
import Terminal

struct WorkflowDiffCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show what changed between two workflow files, and how risky it is.",
    discussion: "Exit code 2 when they differ in what runs.",
    examples: [
      Example(command: "n8n-ops workflow diff before.json after.json", says: "For people."),
      Example(
        command: "n8n-ops workflow diff before.json after.json --format markdown",
        says: "For a change request."),
    ])

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, json }

  @Argument(help: "The older file.", completion: .file) var old: String
  @Argument(help: "The newer file.", completion: .file) var new: String
  @Option(help: "How to show it.") var format = Format.text

  mutating func run(_ context: CommandContext) async throws {
    let reader = try WorkflowFiles(context)
    let diff = WorkflowDiff.between(
      try reader.portable(old), try reader.portable(new), policy: reader.normalization, risk: reader.risk)
    context.console.show(diff, as: format)
    if !diff.isCosmetic { throw ExitCode.found }
  }
}

extension Console {
  /// A semantic diff in one of its forms.
  func show(_ diff: WorkflowDiff, as format: WorkflowDiffCommand.Format) {
    switch format {
    case .text: write(DiffText.render(diff, colour: output.usesColor))
    case .markdown: write(DiffMarkdown.render(diff))
    case .json: write(diff.json.bytes(.pretty))
    }
  }
}
