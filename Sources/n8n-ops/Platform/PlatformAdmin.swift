import Git
import Governance
import JSON
import Ledger
import Operations
import Terminal

struct PlatformAdminAdd: Command {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Let somebody administer the platform, or add a key of theirs (PLAT-002).",
    discussion: """
      Administrators of the platform change tenants, teams and policies. In a tenant they are nobody: they plan, keep and \
      approve nothing there, unless they act for one of its members with --as and --because, and then only what that \
      member may. Approvals are never given for somebody else.
      """,
    examples: [
      Example(
        command: "n8n-ops platform admin add paula@example.com --name 'Paula Platform'",
        says: "Paula looks after all tenants.")
    ])

  @Argument(help: "Mail address; commits are attributed by it.") var email: String
  @Option(help: "Name for people.") var name: String
  @OptionGroup var key: SigningKeyOption
  @OptionGroup var options: PlatformOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let admin = try PlatformAdministration(workspace: session.workspace, act: try session.act()).add(
      Platform.Identity(name: name, email: email, signingKeys: key.keys))
    try session.show(json(admin)) { $0.print("\(Console.safe(name)) administers the platform.") }
  }
}

struct PlatformAdminRemove: Command {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take an administrator of the platform away.",
    examples: [Example(command: "n8n-ops platform admin remove paula@example.com", says: "Paula has left.")])

  @Argument(help: "Mail address of the administrator.") var email: String
  @OptionGroup var options: PlatformOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    try PlatformAdministration(workspace: session.workspace, act: try session.act()).remove(email)
    try session.show(["removed": .string(email)]) {
      $0.print("\(Console.safe(email)) administers the platform no more.")
    }
  }
}

struct PlatformAdminList: Command {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List who administers the platform.",
    examples: [Example(command: "n8n-ops platform admin list", says: "With their signing keys.")])

  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let admins = try session.workspace.mainTree().value(Platform.self, at: Platform.path)?.admins ?? []
    try session.show(.array(admins.map { json($0) })) { console in
      var table = Table(["name", "mail", "signing keys"])
      for admin in admins {
        let keys = admin.signingKeys.map { SSHPublicKey($0)?.fingerprint ?? "unreadable" }
        table.add(
          Console.safe(admin.name), Console.safe(admin.email),
          keys.isEmpty ? "–" : keys.joined(separator: " "))
      }
      console.print(table)
    }
  }
}
