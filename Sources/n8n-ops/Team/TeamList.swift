import Git
import Governance
import JSON
import Operations
import Terminal

struct TeamList: Command {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the members, and how many the plan allows (TEAM-004, TEAM-005).",
    examples: [Example(command: "n8n-ops team list", says: "Show who may do what, and whose keys are known.")]
  )

  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let operations = try session.unattended(options)
    let members = try operations.ledger.members().sorted { $0.email < $1.email }
    let allowance = try operations.ledger.allowance(of: .members, in: try session.workspace.mainTree())
    try session.show(.array(members.map { json($0) })) { console in
      var table = Table(["name", "mail", "role", "signing keys"])
      for member in members {
        let keys = member.signingKeys.map { SSHPublicKey($0)?.fingerprint ?? "unreadable" }
        table.add(
          Console.safe(member.name), Console.safe(member.email), member.role.rawValue,
          keys.isEmpty ? "–" : keys.joined(separator: " "))
      }
      console.print(table)
      console.print(allowance.words)
    }
  }
}
