import Foundation
import Git
import Governance
import JSON
import Terminal

struct WorkflowMergeFile: Command {
  static let configuration = CommandConfiguration(
    commandName: "merge-file", abstract: "Merge a workflow file in place, for Git.",
    discussion: """
      The merge driver that n8n-ops git-setup configures. The result replaces OURS; with conflicts it has both sides \
      between marks and the exit code is 1, as Git expects. A file that is no workflow, or broken JSON, is merged \
      line by line, as git merge-file does.
      """,
    examples: [
      Example(
        command: "n8n-ops workflow merge-file base.json ours.json theirs.json --marker-size=7",
        says: "As Git calls it, by merge.n8n-workflow.driver.")
    ])

  @Argument(help: "The common ancestor (%O).", completion: .file) var base: String
  @Argument(help: "Our file, which the result replaces (%A).", completion: .file) var ours: String
  @Argument(help: "Their file (%B).", completion: .file) var theirs: String
  @Option(help: "Length of the marks (%L).") var markerSize = 7
  @Option(help: "Path of the file in the repository (%P), for messages.") var path: String?

  mutating func run(_ context: CommandContext) async throws {
    let reader = try WorkflowFiles(context)
    let sides = try [base, ours, theirs].map { try reader.bytes(of: $0) }
    let name = path ?? ours
    do {
      let merge = try WorkflowFileMerge.merge(
        base: sides[0], ours: sides[1], theirs: sides[2], policy: reader.normalization,
        labels: ("ours", "theirs"), markLength: markerSize)
      try reader.write(Array(merge.text.utf8), to: ours)
      context.console.explain(merge, in: name)
      if !merge.conflicts.isEmpty { throw ExitCode.failure }
    } catch let obstacle as WorkflowFileMerge.Obstacle {
      context.console.warning(
        "\(Console.safe(name)): merged as text, since \(Console.safe(obstacle.description))")
      let marks = TextMerge.Marks(length: markerSize)
      guard let merge = try TextMerge(base: sides[0], ours: sides[1], theirs: sides[2], marks: marks) else {
        context.console.warning(
          "\(Console.safe(name)): it is no text; ours stays, decide with git checkout --theirs")
        throw ExitCode.failure
      }
      try reader.write(merge.bytes, to: ours)
      if !merge.isClean { throw ExitCode.failure }
    }
  }
}
