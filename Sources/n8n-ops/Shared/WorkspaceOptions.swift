import Governance
package import Terminal

/// What a command is told about the ops repository that it works on.
protocol WorkspaceChoice {
  var repo: String? { get }
  var tenant: String? { get }
  var json: Bool { get }
  var isDryRun: Bool { get }
  /// Whether the command changes something, so that not everybody may run it.
  var isChange: Bool { get }
  /// For whom it acts, and why; nil for whoever runs it.
  var standIn: StandInOption? { get }
  /// Whether it concerns one tenant, not the repository as a whole.
  var concernsTenant: Bool { get }
}

extension WorkspaceChoice {
  var standIn: StandInOption? { nil }
  var concernsTenant: Bool { true }
}

/// Options of a command that looks into an ops repository.
struct WorkspaceOptions: ParsableArguments, WorkspaceChoice {
  @OptionGroup private var repository: RepositoryOption

  @Option(help: "The tenant; else N8N_OPS_TENANT, else the only one there is.")
  var tenant: String?

  @OptionGroup private var output: OutputOption

  var repo: String? { repository.repo }
  var json: Bool { output.json }
  var isDryRun: Bool { false }
  var isChange: Bool { false }
}

/// Options of a command that changes something in an ops repository, or in n8n.
struct ChangeOptions: ParsableArguments, WorkspaceChoice {
  @OptionGroup private var workspace: WorkspaceOptions
  @OptionGroup private var rehearsal: DryRunOption
  @OptionGroup private var acting: StandInOption

  var standIn: StandInOption? { acting.member == nil ? nil : acting }
  var repo: String? { workspace.repo }
  var tenant: String? { workspace.tenant }
  var json: Bool { workspace.json }
  var isDryRun: Bool { rehearsal.dryRun }
  var isChange: Bool { true }
}

/// Options of a command that changes the ops repository itself and concerns no tenant that is there.
struct PlatformOptions: ParsableArguments, WorkspaceChoice {
  @OptionGroup private var repository: RepositoryOption
  @OptionGroup private var output: OutputOption
  @OptionGroup private var rehearsal: DryRunOption

  var repo: String? { repository.repo }
  var tenant: String? { nil }
  var concernsTenant: Bool { false }
  var json: Bool { output.json }
  var isDryRun: Bool { rehearsal.dryRun }
  var isChange: Bool { true }
}

struct RepositoryOption: ParsableArguments {
  @Option(help: "The ops repository; else N8N_OPS_REPO, else the current folder.", completion: .directory)
  var repo: String?
}

struct OutputOption: ParsableArguments {
  @Flag(help: "Write the result as JSON on standard output.") var json = false
}

struct StandInOption: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: "Act for the member with this mail address; for administrators of the platform.")
  var member: String?
  @Option(help: "Why you act for somebody else.") var because: String?

  mutating func validate() throws {
    if (member == nil) != ((because ?? "").isEmpty) {
      throw ValidationError("who acts for somebody else says so with --as and why with --because")
    }
  }
}

struct DryRunOption: ParsableArguments {
  @Flag(help: "Show what would be done and changed; write nothing.") var dryRun = false
}

extension Slug: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}

extension RecordID: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}

extension EnvironmentClass: ExpressibleByArgument {}
extension Role: ExpressibleByArgument {}
extension Plan: ExpressibleByArgument {}
extension Incident.Resolution: ExpressibleByArgument {}

extension OpsError: PresentableError {
  package var `where`: String? { place }
  package var codeName: String? { code?.rawValue }
  package var exitCode: ExitCode { isIncomplete ? .partial : .failure }
}
