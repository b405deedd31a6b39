import Governance
import JSON
import Operations
import Terminal

struct CheckCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Validate the state files and policies of the ops repository.",
    discussion: """
      Looks at what is committed: on the branch that is checked out, or on main where there is no work tree. Each \
      finding says where it is and what to do about it. Exit code 2 when something is wrong; warnings alone pass.
      """,
    examples: [
      Example(command: "n8n-ops check --repo ./ops", says: "Before you push a change made by hand."),
      Example(
        command: "n8n-ops check --json", says: "In a pipeline of a forge, on the proposal that it runs for."),
    ])

  @OptionGroup var options: WorkspaceOptions

  @Option(help: "The branch to check; else what is checked out, else main.") var branch: String?

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let tree = try session.workspace.treeToCheck(branch: branch)
    let findings = try CheckWorkspace(
      tree: tree, in: session.workspace, commands: Root.writingCommands
    ).run()
    if session.workspace.repository.isShallow {
      context.console.note(
        "This clone has no history (git clone --depth), so approvals were not checked. Get it: git fetch --unshallow"
      )
    }
    try session.show(.array(findings.map(\.json))) { console in
      for finding in findings { show(finding, on: console) }
      if findings.isEmpty { console.print("Everything is in order.") }
    }
    guard findings.allSatisfy(\.isWarning) else { throw ExitCode.found }
  }

  private func show(_ finding: CheckFinding, on console: Console) {
    let place = finding.place.map { ":\($0.line):\($0.column)" } ?? ""
    console.print(
      console.styled(Console.safe(finding.path) + place, .bold) + ": "
        + (finding.isWarning ? "warning: " : "") + Console.safe(finding.problem)
        + console.styled(" [\(finding.rule)]", .dim))
    if let pointer = finding.pointer?.description, !pointer.isEmpty {
      console.print("  at \(Console.safe(pointer))")
    }
    console.print("  \(Console.safe(finding.remedy))")
  }
}
