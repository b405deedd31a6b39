import Governance
import JSON
import Operations
import Terminal

struct CredentialTestCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Find out whether credentials work (CRED-005).",
    discussion: """
      n8n tests them itself from 2.18 on, where the key has the scope credential:read. Else the last execution of each \
      workflow that uses one is looked at: one that went well speaks for it, one that a service refused in that very node \
      against it. Exit code 2 when one does not work. Nothing is stored.
      """,
    examples: [
      Example(command: "n8n-ops credential test --env production", says: "All that nodes use."),
      Example(command: "n8n-ops credential test CRM --env production", says: "One."),
    ])

  @Argument(help: "Names or ids in n8n, or logical names; all that nodes use without any.")
  var credentials: [String] = []
  @Option(name: .customLong("env"), help: "The environment.") var environment: Slug
  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let findings = try await TestCredentials(
      try session.unattended(options), environment: environment, selection: Set(credentials)
    ).run()
    try session.show(.array(findings.map(\.json))) { console in
      var table = Table(["credential", "type", "verdict", "by", "message"])
      for finding in findings {
        table.add(
          Console.safe(finding.credential.name), Console.safe(finding.credential.type),
          finding.verdict.rawValue, finding.source.rawValue, Console.safe(finding.message))
      }
      console.print(table)
    }
    if findings.contains(where: { $0.verdict == .fails }) { throw ExitCode.found }
  }
}

extension TestCredentials.Finding {
  fileprivate var json: JSON {
    [
      "id": .string(credential.id), "name": .string(credential.name), "type": .string(credential.type),
      "verdict": .string(verdict.rawValue), "source": .string(source.rawValue), "message": .string(message),
    ]
  }
}
