import Governance
import JSON
import Ledger
import Operations
import Terminal

/// `tenant`: who is governed here.
struct TenantCommand: Command {
  static let configuration = CommandConfiguration.group(
    "tenant", abstract: "Tenants of the ops repository.",
    subcommands: [TenantAdd.self, TenantList.self])
}

struct TenantAdd: Command {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a tenant; you become its first administrator.",
    examples: [Example(command: "n8n-ops tenant add acme --name 'Acme Ltd' --plan pro", says: "Add Acme.")])

  @Argument(help: "Short name: a-z, 0-9 and '-'.") var tenant: Slug
  @Option(help: "Name for people.") var name: String?
  @Option(help: "Plan tier.") var plan = Plan.free
  @Option(help: "IANA time zone of its pages and windows.") var timeZone = "UTC"
  @OptionGroup var options: PlatformOptions

  mutating func run(_ context: CommandContext) async throws {
    let record = Tenant(name: name ?? tenant.text, plan: plan, timeZone: timeZone)
    try record.require(["name": "--name", "timeZone": "--time-zone"])
    let session = try Session(options, context)
    try TenantAdministration(workspace: session.workspace, act: try session.act()).add(tenant, record)
    try session.show(["tenant": .string(tenant.text), "name": .string(record.name)]) {
      $0.print("Added tenant \(tenant).")
    }
  }
}

struct TenantList: Command {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the tenants.",
    examples: [Example(command: "n8n-ops tenant list --json", says: "For programs.")])

  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let act = Act(actor: session.machine, at: session.now(), machine: session.machine)
    let tenants = try TenantAdministration(workspace: session.workspace, act: act).list()
    try session.show(
      .array(tenants.map { ["tenant": .string($0.slug.text), "name": .string($0.tenant.name)] })
    ) {
      console in
      var table = Table(["tenant", "name", "plan", "time zone"])
      for (slug, tenant) in tenants {
        table.add(slug.text, Console.safe(tenant.name), tenant.plan.rawValue, Console.safe(tenant.timeZone))
      }
      console.print(table)
    }
  }
}
