import JSON
import Terminal

/// The program.
struct Root: Command {
  /// Version of this executable.
  static let version = "0.1.0"

  /// Runs command lines of the program.
  static let runner = CommandLineRunner(
    root: Root.self, version: version,
    errorDocument: ErrorDocument(flag: "--json") { JSON.object(["error": $0.json]).bytes(.pretty) })

  /// The commands that change something, by their words; these have a dry run.
  static var writingCommands: Set<String> {
    Set(runner.commands().filter { $0.options.contains("--dry-run") }.map { $0.words.joined(separator: " ") })
  }

  static let configuration = CommandConfiguration(
    commandName: "n8n-ops",
    abstract: "Govern n8n workflows across environments, with Git as the database.",
    examples: [
      Example(command: "n8n-ops demo", says: "See the whole story with three built-in n8n simulators."),
      Example(command: "n8n-ops init ./ops", says: "Make an ops repository."),
    ],
    subcommands: [
      DemoCommand.self, InitCommand.self, GitSetupCommand.self, PlatformCommand.self,
      TenantCommand.self, TeamCommand.self,
      EnvironmentCommand.self,
      PipelineCommand.self, SyncCommand.self, CanonicalCommand.self, CredentialCommand.self,
      WorkflowCommand.self,
      PromoteCommand.self,
      DriftCommand.self, IncidentCommand.self, SnapshotCommand.self, SecretCommand.self, AuditCommand.self,
      CheckCommand.self, DoctorCommand.self,
      VerifyCommand.self, HookCommand.self, ExecutionCommand.self,
      MigrateCommand.self, RetentionCommand.self, RemoteCommand.self,
      SiteCommand.self, PreviewCommand.self, RunCommand.self,
    ])
}
