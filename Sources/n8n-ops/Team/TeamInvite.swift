import Governance
import JSON
import Operations
import Terminal

struct TeamInvite: Command {
  static let configuration = CommandConfiguration(
    commandName: "invite",
    abstract: "Add a member if the plan has room, or change their role (TEAM-001, TEAM-005).",
    examples: [
      Example(
        command: "n8n-ops team invite rosa@example.com --name 'Rosa Ruiz' --role admin",
        says: "Let Rosa approve promotions."),
      Example(
        command:
          "n8n-ops team invite dev@example.com --name Dev --signing-key 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHVt7Y4uLqPp2kEo5Lm0v7q3jXkqkqfHcY0eNRbcG2pN'",
        says: "With the key that signs Dev's commits; again with another key adds that one."),
    ])

  @Argument(help: "Mail address; commits are attributed by it.") var email: String
  @Option(help: "Name for people.") var name: String
  @Option(help: "What they may do.") var role = Role.developer
  @OptionGroup var key: SigningKeyOption
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let invited = Member(name: name, email: email, role: role, signingKeys: key.keys)
    try invited.require(["email": "<email>", "name": "--name"])
    let session = try Session(options, context)
    let operations = try session.operations(options)
    let member = try TenantAdministration(workspace: session.workspace, act: try session.act()).put(
      invited, in: operations.tenant, rules: operations.rules)
    try session.show(json(member)) {
      $0.print("\(Console.safe(name)) is \(role.rawValue) of \(operations.tenant.tenant).")
    }
  }
}
