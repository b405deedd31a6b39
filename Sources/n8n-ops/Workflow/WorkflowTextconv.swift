import Governance
import JSON
import Terminal

struct WorkflowTextconv: Command {
  static let configuration = CommandConfiguration(
    commandName: "textconv", abstract: "Print a workflow file as lines to read and compare.",
    discussion: """
      Each fact stands in a line of its own, code line by line; what n8n rewrites by itself is left out. What only \
      the unpublished draft has stands at the end, marked as that. After n8n-ops git-setup, Git calls this for git \
      diff, git show and git log -p. Of a file with conflict marks the lines of both sides stand between such marks. A \
      file that is no workflow is printed as it is.
      """,
    examples: [
      Example(command: "n8n-ops workflow textconv order.json", says: "Read a workflow without its JSON."),
      Example(
        command: "git config diff.n8n-workflow.textconv 'n8n-ops workflow textconv'",
        says: "What n8n-ops git-setup does, by hand."),
    ])

  @Argument(help: "The file.", completion: .file) var file: String

  mutating func run(_ context: CommandContext) async throws {
    let reader = try WorkflowFiles(context)
    let bytes = try reader.bytes(of: file)
    if let text = Self.text(of: bytes, reader) {
      context.console.write(text)
    } else if let sides = ConflictSides(of: bytes), let ours = Self.text(of: sides.ours, reader),
      let theirs = Self.text(of: sides.theirs, reader)
    {
      context.console.write(ConflictText.marked(ours: ours, theirs: theirs))
    } else {
      context.console.write(bytes)
    }
  }

  /// Nil for what is no workflow.
  private static func text(of bytes: [UInt8], _ reader: WorkflowFiles) -> String? {
    guard let document = try? JSON(parsing: bytes).onlyWorkflow, document.looksLikeWorkflow else {
      return nil
    }
    return WorkflowText.render(reader.portable(of: document), policy: reader.normalization)
  }
}

extension JSON {
  /// Whether a document is a workflow, of an instance or in portable form.
  var looksLikeWorkflow: Bool { self["nodes"]?.arrayValue != nil && self["connections"]?.objectValue != nil }
}
