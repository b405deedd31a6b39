import Governance
import JSON
import Operations
import Terminal

struct CheckCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Validate the state files and policies of the ops repository.",
    discussion: "Exit code 2 when something is wrong.",
    examples: [Example(command: "n8n-ops check --repo ./ops", says: "Before you push a change made by hand.")]
  )

  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let findings = try CheckWorkspace(workspace: session.workspace).run()
    session.show(.array(findings.map { ["path": .string($0.path), "problem": .string($0.problem)] })) {
      console in
      for finding in findings {
        console.print("\(Console.safe(finding.path)): \(Console.safe(finding.problem))")
      }
      if findings.isEmpty { console.print("Everything is in order.") }
    }
    if !findings.isEmpty { throw ExitCode.found }
  }
}
