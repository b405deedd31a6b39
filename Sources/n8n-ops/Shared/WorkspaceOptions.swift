import Governance
import Terminal

/// Options of every command that works on an ops repository.
struct WorkspaceOptions: ParsableArguments {
  @Option(help: "The ops repository; else N8N_OPS_REPO, else the current folder.", completion: .directory)
  var repo: String?

  @Option(help: "The tenant; else N8N_OPS_TENANT, else the only one there is.")
  var tenant: String?

  @Flag(help: "Write the result as JSON on standard output.")
  var json = false
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
}
