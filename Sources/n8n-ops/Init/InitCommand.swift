import Governance
import JSON
import Ledger
import Operations
import Terminal

/// `init`: makes an ops repository.
struct InitCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make an ops repository: policies, schemas, and what a forge needs.",
    examples: [
      Example(command: "n8n-ops init ./ops", says: "Make one with a work tree, to be pushed to a forge."),
      Example(
        command: "n8n-ops init --bare /var/lib/n8n-ops/acme.git", says: "Make one that a service owns."),
    ])

  @Argument(help: "The folder; made where it is missing.", completion: .directory) var folder = "."
  @Flag(help: "Without work tree, as a service keeps it.") var bare = false
  @Flag(help: "Write the result as JSON on standard output.") var json = false

  mutating func run(_ context: CommandContext) async throws {
    let path = absolute(folder, in: context.workingDirectory)
    let machine = Session.machine(context.environment)
    let actor = Person(
      name: context.environment["GIT_AUTHOR_NAME"] ?? machine.name,
      email: context.environment["GIT_AUTHOR_EMAIL"] ?? machine.email)
    let act = Act(actor: actor, at: Instant(milliseconds: context.now()), machine: machine)
    _ = try InitWorkspace(path: path, isBare: bare, act: act).run()
    if json {
      context.console.write(JSON.object(["repository": .string(path), "bare": .bool(bare)]).bytes(.pretty))
      return
    }
    context.console.print("Made the ops repository \(Console.safe(folder)).")
    context.console.note("Next: n8n-ops tenant add acme --name 'Acme' --repo \(Console.safe(folder))")
  }
}
