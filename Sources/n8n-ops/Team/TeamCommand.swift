import Governance
import JSON
import Operations
import Terminal

/// `team`: who works for the tenant.
struct TeamCommand: Command {
  static let configuration = CommandConfiguration.group(
    "team", abstract: "Members of the tenant and their roles.",
    subcommands: [TeamInvite.self, TeamList.self])
}

struct TeamInvite: Command {
  static let configuration = CommandConfiguration(
    commandName: "invite", abstract: "Add a member, or change their role (TEAM-001).",
    examples: [
      Example(
        command: "n8n-ops team invite rosa@example.com --name 'Rosa Ruiz' --role admin",
        says: "Let Rosa approve promotions.")
    ])

  @Argument(help: "Mail address; commits are attributed by it.") var email: String
  @Option(help: "Name for people.") var name: String
  @Option(help: "What they may do.") var role = Role.developer
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let member = Member(name: name, email: email, role: role)
    try member.require(["email": "<email>", "name": "--name"])
    let session = try Session(options, context)
    let operations = try session.operations(options)
    try TenantAdministration(workspace: session.workspace, act: try session.act()).put(
      member, in: operations.tenant)
    try session.show(json(member)) {
      $0.print("\(Console.safe(name)) is \(role.rawValue) of \(operations.tenant.tenant).")
    }
  }
}

struct TeamList: Command {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the members (TEAM-004).",
    examples: [Example(command: "n8n-ops team list", says: "Show who may do what.")])

  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let members = try session.unattended(options).ledger.members().sorted { $0.email < $1.email }
    try session.show(.array(members.map { json($0) })) { console in
      var table = Table(["name", "mail", "role"])
      for member in members {
        table.add(Console.safe(member.name), Console.safe(member.email), member.role.rawValue)
      }
      console.print(table)
    }
  }
}
