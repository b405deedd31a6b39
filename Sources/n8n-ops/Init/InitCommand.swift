import Git
import Governance
import JSON
import Ledger
import Operations
import Terminal

/// `init`: makes an ops repository.
struct InitCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make an ops repository: policies, schemas, and what a forge needs.",
    discussion: """
      In one commit: policies, schemas, README, CODEOWNERS, .gitattributes, .gitignore, and pipelines for GitHub, GitLab \
      and Gitea that run `check` and `verify`. A repository with files is taken as it is: no file that is there is changed, \
      but for the schemas with --complete, which are the executable's.
      """,
    examples: [
      Example(command: "n8n-ops init ./ops", says: "Make one with a work tree, to be pushed to a forge."),
      Example(
        command: "n8n-ops init --bare /var/lib/n8n-ops/acme.git", says: "Make one that a service owns."),
      Example(
        command: "n8n-ops init ./ops --complete",
        says: "Add the files that an existing one lacks, and renew the schemas."),
    ])

  @Argument(help: "The folder; made where it is missing.", completion: .directory) var folder = "."
  @Flag(help: "Without work tree, as a service keeps it.") var bare = false
  @Flag(help: "Take an ops repository that is there, and add only the files it lacks.") var complete = false
  @OptionGroup var format: OutputOption
  @OptionGroup var rehearsal: DryRunOption

  mutating func run(_ context: CommandContext) async throws {
    let output = Output(console: context.console, isJSON: format.json)
    let path = absolute(folder, in: context.workingDirectory)
    let act = act(context, at: path)
    let work = InitWorkspace(
      path: path, isBare: bare, act: act, namesMachine: act.machine != Platform.unnamedMachine)
    let document: JSON = ["repository": .string(path), "bare": .bool(bare)]
    let words =
      complete
      ? "The ops repository \(Console.safe(folder)) has all files."
      : "Made the ops repository \(Console.safe(folder))."
    if rehearsal.dryRun {
      let place = try TemporaryFolder(variables: context.environment)
      let changes = try work.rehearse(in: place.path, completes: complete).changes()
      return output.show(document, changing: changes) { $0.print(words) }
    }
    _ = try work.run(completes: complete)
    output.show(document) { console in
      console.print(words)
      guard !complete else { return }
      let repo = folder == "." ? "" : " --repo \(ShellWords.quoted(folder))"
      console.note("Next: n8n-ops tenant add acme --name 'Acme'\(repo)")
    }
  }

  /// Who makes it: as Git would say it; a repository that is not there yet knows nobody.
  private func act(_ context: CommandContext, at path: String) -> Act {
    let present = try? Repository.open(at: path)
    func configured(_ key: String) -> String? { (try? present?.configuration(key)) ?? nil }
    let variables = context.environment
    let machine = Person(
      name: variables["N8N_OPS_MACHINE_NAME"] ?? Platform.unnamedMachine.name,
      email: variables[Session.machineVariable] ?? Platform.unnamedMachine.email)
    let actor = Person(
      name: variables["GIT_AUTHOR_NAME"] ?? configured("user.name") ?? machine.name,
      email: variables["GIT_AUTHOR_EMAIL"] ?? configured("user.email") ?? machine.email)
    return Act(actor: actor, at: Instant(milliseconds: context.now()), machine: machine)
  }
}
