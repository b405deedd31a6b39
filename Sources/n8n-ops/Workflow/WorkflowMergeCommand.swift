import Foundation
import Governance
import JSON
import Terminal

struct WorkflowMergeCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Put together what two people made of one workflow.",
    discussion: """
      Changes of different nodes, parameters, lines of code, connections, settings and tags do not conflict; a rename \
      follows into what the other side wrote, and two new nodes of one name stay two, one with the next free name. \
      Where both changed one thing in different ways the result has both between marks, as Git writes them, the \
      places are told on standard error, and the exit code is 2. Files that cannot be taken apart are an error: \
      nothing is guessed. The form of the JSON is state/schemas/workflow-merge.schema.json.
      """,
    examples: [
      Example(
        command: "n8n-ops workflow merge base.json mine.json theirs.json --output merged.json",
        says: "Merge three files."),
      Example(
        command: "n8n-ops workflow merge base.json mine.json theirs.json --json",
        says: "The conflicts and the merged text for programs."),
    ])

  @Argument(help: "The file that both come from; an empty one for none.", completion: .file) var base: String
  @Argument(help: "The file with our changes.", completion: .file) var ours: String
  @Argument(help: "The file with their changes.", completion: .file) var theirs: String
  @Option(help: "Where to write the result; else standard output.", completion: .file) var output: String?
  @Flag(help: "Write conflicts and merged text as JSON on standard output.") var json = false
  @OptionGroup var rehearsal: DryRunOption

  mutating func run(_ context: CommandContext) async throws {
    let reader = try WorkflowFiles(context)
    let merge: WorkflowFileMerge
    do {
      merge = try WorkflowFileMerge.merge(
        base: try reader.bytes(of: base), ours: try reader.bytes(of: ours),
        theirs: try reader.bytes(of: theirs),
        policy: reader.normalization, labels: (ours, theirs))
    } catch let obstacle as WorkflowFileMerge.Obstacle {
      throw OpsError(
        "The files cannot be merged node by node", at: "\(base), \(ours), \(theirs)", because: "\(obstacle)",
        remedy: "Correct the file, or merge them as text: git merge-file \(ours) \(base) \(theirs)")
    }
    if let output, !rehearsal.dryRun { try reader.write(Array(merge.text.utf8), to: output) }
    show(merge, in: Output(console: context.console, isJSON: json))
    if !merge.conflicts.isEmpty { throw ExitCode.found }
  }

  private func show(_ merge: WorkflowFileMerge, in result: Output) {
    let document: JSON = [
      "conflicts": .array(merge.conflicts.map(\.json)), "renames": .array(merge.renames.map(\.json)),
      "merged": .string(merge.text),
    ]
    let text = { (console: Console) in
      if output == nil { console.write(merge.text) }
      console.explain(merge, in: output ?? ours)
    }
    guard rehearsal.dryRun else { return result.show(document, text: text) }
    result.show(document, changing: []) { console in
      text(console)
      if let output { console.print("\(Console.safe(output)) is written.") }
    }
  }
}

extension Console {
  /// Tells people on standard error which nodes have another name and what they have to decide.
  func explain(_ merge: WorkflowFileMerge, in file: String) {
    for rename in merge.renames {
      let side = rename.isTheirs ? "theirs" : "ours"
      note(
        "\(Console.safe(file)): both have a node \"\(Console.safe(rename.old))\"; the one of \(side) is now \"\(Console.safe(rename.new))\""
      )
    }
    let conflicts = merge.conflicts
    guard !conflicts.isEmpty else { return }
    note("\(Console.safe(file)): \(counted(conflicts.count, "conflict"))")
    for conflict in conflicts {
      let place = conflict.pointer.description
      let node = conflict.node.map { "node \"\($0)\"" } ?? "workflow"
      note("  \(Console.safe(node))\(place.isEmpty ? "" : " \(Console.safe(place))"): \(conflict.message)")
      for (side, value) in [("before", conflict.base), ("ours", conflict.ours), ("theirs", conflict.theirs)] {
        note("    \(side): \(Console.safe(MergeConflict.words(for: value)))")
      }
    }
  }
}
