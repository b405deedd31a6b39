import Governance
import JSON
import Terminal

struct WorkflowHash: Command {
  static let configuration = CommandConfiguration(
    commandName: "hash", abstract: "Print the content hash of workflow files.",
    discussion:
      "Two workflows with the same content hash do the same. docs/content-hash.md tells how it is made.",
    examples: [
      Example(command: "n8n-ops workflow hash order.json", says: "The hash of an exported workflow.")
    ])

  @Argument(help: "Workflow files.", completion: .file) var files: [String]
  @Flag(help: "Print the canonical text that is hashed instead.") var explain = false

  mutating func run(_ context: CommandContext) async throws {
    let reader = try WorkflowFiles(context)
    var failed = 0
    for file in files {
      do {
        let workflow = try reader.portable(file)
        if explain {
          context.console.write(ContentHash.canonicalText(of: workflow, policy: reader.normalization))
          context.console.print()
        } else {
          context.console.print(
            "\(ContentHash.hash(of: workflow, policy: reader.normalization))  \(Console.safe(file))")
        }
      } catch {
        failed += 1
        _ = context.console.report(error)
      }
    }
    if failed > 0 { throw failed == files.count ? ExitCode.failure : .partial }
  }
}
