import Governance
import JSON
import Operations
import Terminal

struct CanonicalOnboard: Command {
  static let configuration = CommandConfiguration(
    commandName: "onboard",
    abstract:
      "Bring unmanaged workflows under governance and approve what runs as their baseline (CAN-008, CAN-009).",
    discussion: """
      A workflow that is known from another environment is found by its content, then by its name and nodes; where \
      several fit, they are listed and nothing is guessed.
      """,
    examples: [
      Example(
        command: "n8n-ops canonical onboard --env development --all", says: "Onboard everything there."),
      Example(
        command: "n8n-ops canonical onboard --env production 'Order intake' --dry-run",
        says: "Show what would be done."),
    ])

  @Argument(help: "Names or n8n ids of unmanaged workflows.") var workflows: [String] = []
  @Option(name: .customLong("env"), help: "The environment.") var environment: Slug
  @Flag(help: "All unmanaged workflows of the environment.") var all = false
  @OptionGroup var options: ChangeOptions

  mutating func validate() throws {
    if all != workflows.isEmpty { throw ValidationError("name workflows, or say --all") }
  }

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let report = try Onboard(
      try session.operations(options), environment: environment, selection: all ? nil : Set(workflows)
    ).run()
    try session.show(report.json) { console in
      for warning in report.warnings { console.warning(warning) }
      for credential in report.credentials { console.print("credential \(Console.safe(credential))") }
      for item in report.items { console.print("\(Console.safe(item.name)): \(item.decision.words)") }
      if report.items.isEmpty { console.print("Nothing is unmanaged in \(environment).") }
      session.tell(report.landing, on: console)
    }
    if report.items.contains(where: { $0.decision.workflow == nil }) { throw ExitCode.partial }
  }
}

extension Onboard.Report {
  var json: JSON {
    [
      "environment": .string(environment.text), "commit": landing.commit.map { .string($0) } ?? .null,
      "branch": landing.branch.map { .string($0) } ?? .null,
      "credentials": .array(credentials.map { .string($0) }),
      "workflows": .array(
        items.map { item in
          [
            "id": .string(item.id), "name": .string(item.name),
            "workflow": item.decision.workflow.map { .string($0.text) } ?? .null,
            "decision": .string(item.decision.words),
          ]
        }),
    ]
  }
}
