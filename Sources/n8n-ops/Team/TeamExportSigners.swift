import JSON
import Ledger
import Terminal

struct TeamExportSigners: Command {
  static let configuration = CommandConfiguration(
    commandName: "export-signers", abstract: "Write the allowed signers by which git judges signatures.",
    discussion: """
      The keys of all members of all tenants and of the program, in the form of ssh-keygen(1). A key that is not in \
      force any more is listed until the moment it ceased to be.
      """,
    examples: [
      Example(
        command: "n8n-ops team export-signers > .git/allowed_signers",
        says: "Then: git config gpg.ssh.allowedSignersFile .git/allowed_signers")
    ])

  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let signers = try AllowedSigners(workspace: session.workspace)
    try session.show(["allowedSigners": .string(signers.text)]) { $0.write(Array(signers.text.utf8)) }
  }
}
