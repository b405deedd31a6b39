import Governance
import JSON
import Operations
import Terminal

struct TeamRole: Command {
  static let configuration = CommandConfiguration(
    commandName: "role", abstract: "Give a member another role (TEAM-002).",
    examples: [
      Example(command: "n8n-ops team role dev@example.com admin", says: "Make Dev an administrator.")
    ])

  @Argument(help: "Mail address of the member.") var email: String
  @Argument(help: "What they may do: viewer, developer or admin.") var role: Role
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let operations = try session.operations(options)
    let member = try TenantAdministration(workspace: session.workspace, act: try session.act()).setRole(
      of: email, to: role, in: operations.tenant)
    try session.show(json(member)) {
      $0.print("\(Console.safe(member.name)) is \(role.rawValue) of \(operations.tenant.tenant).")
    }
  }
}
