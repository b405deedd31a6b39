import Git
import Governance
import JSON
import Ledger
import Operations
import Terminal

struct AuditAccept: Command {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Answer for a commit that verify finds fault with.",
    discussion: """
      History is not rewritten, so what should not be on main stays there. Who administers the platform and did not \
      make the commit says that it may: a commit without files, with the reason. Deployments go on, and `verify` names \
      who answered. What the commit changed is not undone by it, and a promotion is not approved by it.
      """,
    examples: [
      Example(
        command:
          "n8n-ops audit accept 3f9a2c1d07 --reason 'Ran the old script, looked at the change with Rosa'",
        says: "After `n8n-ops verify` has named it.")
    ])

  @Argument(help: "The commit.") var commit: String
  @Option(help: "Why it may stay.") var reason: String
  @OptionGroup var options: PlatformOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let workspace = session.workspace
    let name = commit
    let oid = try readGit { () throws(GitError) in try workspace.repository.commit(named: name) }
    let accepted = try AcceptCommit(workspace: workspace, act: try session.act())
      .run(oid, reason: reason)
    try session.show([
      "commit": .string(oid.hex), "reason": .string(reason), "accepted": .array(accepted.map(\.json)),
    ]) { console in
      for violation in accepted { violation.show(on: console) }
      console.print("Accepted.")
    }
  }
}
