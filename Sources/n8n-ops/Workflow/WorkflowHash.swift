import Governance
import JSON
import Terminal

struct WorkflowHash: Command {
  static let configuration = CommandConfiguration(
    commandName: "hash", abstract: "Print the content hash of workflow files.",
    discussion: """
      Two workflows with the same content hash do the same. docs/content-hash.md tells how it is made. The form of \
      the JSON is state/schemas/workflow-hash.schema.json.
      """,
    examples: [
      Example(command: "n8n-ops workflow hash order.json", says: "The hash of an exported workflow."),
      Example(
        command: "n8n-ops workflow hash *.json --json", says: "Hashes and their normalization for programs."),
      Example(command: "n8n-ops workflow hash order.json --explain", says: "The text that is hashed."),
    ])

  @Argument(help: "Workflow files.", completion: .file) var files: [String]
  @Flag(help: "Print the canonical text that is hashed instead.") var explain = false
  @Flag(help: "Write the result as JSON on standard output.") var json = false

  mutating func run(_ context: CommandContext) async throws {
    let reader = try WorkflowFiles(context)
    var failed = 0
    var entries: [JSON] = []
    for file in files {
      do {
        let content = try reader.portable(file)
        context.console.explainDraft(of: content, in: file)
        let workflow = content.workflow
        let hash = ContentHash.hash(of: workflow, policy: reader.normalization)
        let text = explain ? ContentHash.canonicalText(of: workflow, policy: reader.normalization) : nil
        if json {
          entries.append(entry(file, "\(hash)", text, reader.normalization))
        } else if let text {
          context.console.write(text)
          context.console.print()
        } else {
          context.console.print("\(hash)  \(Console.safe(file))")
        }
      } catch {
        failed += 1
        entries.append(["file": .string(file), "error": error.json])
        _ = context.console.report(error)
      }
    }
    if json { context.console.write(JSON.array(entries).bytes(.pretty)) }
    if failed > 0 { throw failed == files.count ? ExitCode.failure : .partial }
  }

  private func entry(_ file: String, _ hash: String, _ text: [UInt8]?, _ policy: NormalizationPolicy) -> JSON
  {
    var result: JSONObject = [
      "file": .string(file), "hash": .string(hash), "normalization": .string(policy.identifier),
    ]
    result["text"] = text.map { .string(String(decoding: $0, as: UTF8.self)) }
    return .object(result)
  }
}
