import JSON
import Operations
import Terminal

struct TeamRemove: Command {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take a member out of the team (TEAM-003).",
    discussion: """
      What they did stays on record. Their keys sign nothing any more; what they signed before stays good. The last \
      administrator cannot be removed.
      """,
    examples: [Example(command: "n8n-ops team remove dev@example.com", says: "Dev has left.")])

  @Argument(help: "Mail address of the member.") var email: String
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let operations = try session.operations(options)
    try TenantAdministration(workspace: session.workspace, act: try session.act()).remove(
      email, from: operations.tenant)
    try session.show(["removed": .string(email)]) {
      $0.print("\(Console.safe(email)) is no member of \(operations.tenant.tenant) any more.")
    }
  }
}
