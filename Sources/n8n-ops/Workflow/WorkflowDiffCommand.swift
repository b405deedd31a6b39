import Governance
import JSON
import Ledger
import Operations
import Terminal

struct WorkflowDiffCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what changed between two versions of a workflow, and how risky it is.",
    discussion: """
      A side is a file or REV:PATH, as in git show. With --workflow it is an environment (what was last observed \
      there), ENV:baseline (what is approved there), or a revision: of an observed branch, or of main with --env. \
      Exit code 0 when both do the same, 2 when they differ in what runs, 1 when a side cannot be read. That \
      unpublished drafts differ is told, and changes no exit code. Where an environment has a value of its own (env \
      overlay) the sides do not differ. The form of the JSON is \
      state/schemas/workflow-diff.schema.json.
      """,
    examples: [
      Example(command: "n8n-ops workflow diff before.json after.json", says: "For people."),
      Example(
        command: "n8n-ops workflow diff before.json after.json --format markdown",
        says: "For a change request."),
      Example(
        command: "n8n-ops workflow diff HEAD~1:flows/a.json flows/a.json", says: "Since the last commit."),
      Example(
        command: "n8n-ops workflow diff --workflow order-intake staging production", says: "Two environments."
      ),
      Example(
        command: "n8n-ops workflow diff --workflow order-intake production:baseline production",
        says: "What is approved and what runs."),
      Example(
        command: "n8n-ops workflow diff --workflow order-intake --env production main~5 main",
        says: "How the approved content changed."),
    ])

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, json, html }

  @Argument(help: "The older side.", completion: .file) var old: String
  @Argument(help: "The newer side.", completion: .file) var new: String
  @Option(help: "The canonical workflow whose versions the sides name.") var workflow: Slug?
  @Option(name: .customLong("env"), help: "The environment of which a revision of main is read.")
  var environment: Slug?
  @Option(help: "How to show it.") var format = Format.text
  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let diff = try workflow.map { try versions(of: $0, context) } ?? files(context)
    context.console.show(diff, as: options.json ? .json : format)
    if !diff.isCosmetic { throw ExitCode.found }
  }

  private func files(_ context: CommandContext) throws -> WorkflowDiff {
    let reader = try WorkflowSideReader(context, options)
    return WorkflowDiff.between(
      try reader.portable(old), try reader.portable(new), policy: reader.files.normalization,
      risk: reader.files.risk)
  }

  private func versions(of workflow: Slug, _ context: CommandContext) throws -> WorkflowDiff {
    let ledger = try Session(options, context).ledger(options)
    let reader = WorkflowVersionReader(ledger: ledger, workflow: workflow, environment: environment)
    let sides = try [old, new].map { try reader.version($0) }
    guard sides.contains(where: { $0 != nil }) else {
      throw OpsError(
        "The workflow is on neither side", at: "\(workflow) in \(old) and \(new)",
        remedy: "n8n-ops canonical matrix")
    }
    let overlays = try reader.overlays(of: [old, new])
    let masked = sides.map { side in side.map { overlays.masking($0, workflow) } }
    return WorkflowDiff.between(
      masked[0], masked[1], policy: ledger.rules.normalization, risk: ledger.rules.risk)
  }
}

extension Console {
  /// A semantic diff in one of its forms.
  func show(_ diff: WorkflowDiff, as format: WorkflowDiffCommand.Format) {
    switch format {
    case .text: write(DiffText.render(diff, colour: output.usesColor))
    case .markdown: write(DiffMarkdown.render(diff))
    case .json: write(diff.json.bytes(.pretty))
    case .html: write(DiffHTML.render(diff))
    }
  }
}
