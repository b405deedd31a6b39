import Governance
import JSON
import Ledger
import Operations
import Terminal

/// `retention`: what is forgotten, and when the repository is tidied.
struct RetentionCommand: Command {
  static let configuration = CommandConfiguration.group(
    "retention", abstract: "Forget what the plan does not keep, and tidy the repository.",
    subcommands: [RetentionRun.self])
}

struct RetentionRun: Command {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract:
      "Remove old job records, observed history, snapshots and executions; then tidy the repository (RET-006).",
    discussion: """
      How long a tenant's plan keeps what says policies/retention.json. Nothing on main is ever removed, and no snapshot \
      of a deployment that has not ended. What nothing leads to any more is deleted after a grace of days, so that \
      no running job loses what it has just written. `n8n-ops run` does this by itself when it is due.
      """,
    examples: [
      Example(command: "n8n-ops retention run --dry-run", says: "Say what would go, and why."),
      Example(command: "n8n-ops retention run --force", says: "Tidy even if there is little to do."),
    ])

  @Flag(help: "Tidy the repository even where it does not pay yet.") var force = false
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let dryRun = session.rehearsal != nil
    let tenants = options.tenant == nil ? try session.tenants() : [try session.ledger(options).tenant.tenant]
    var reports: [(tenant: Slug, report: Retain.Report)] = []
    for tenant in tenants {
      reports.append((tenant, try Retain(try session.unattended(tenant: tenant), isDryRun: dryRun).run()))
    }
    // What lies loose lies in the real repository, also in a dry run.
    let maintain = Maintain(
      try Workspace.open(at: session.path), policy: try session.maintenance(), isDryRun: dryRun)
    let tidied = try maintain.run(isForced: force)
    if !dryRun { try MaintenanceClock(session.workspace).note(session.now()) }
    try session.show(json(reports, tidied)) { console in
      for (tenant, report) in reports { show(report, of: tenant, on: console) }
      console.print("repository: \(tidied.summary)")
    }
  }

  private func show(_ report: Retain.Report, of tenant: Slug, on console: Console) {
    console.print("\(tenant): \(report.summary)")
    for (environment, count) in report.history.sorted(by: { $0.key.text < $1.key.text }) {
      console.print("  \(environment): \(counted(count, "observed commit")) older than the plan keeps them")
    }
    for (environment, ids) in report.snapshots.sorted(by: { $0.key.text < $1.key.text }) {
      for id in ids { console.print("  \(environment): snapshot \(id)") }
    }
    for (environment, days) in report.executions.sorted(by: { $0.key.text < $1.key.text }) {
      console.print("  \(environment): executions of \(counted(days, "day"))")
    }
  }

  private func json(_ reports: [(tenant: Slug, report: Retain.Report)], _ tidied: Maintain.Report) -> JSON {
    let tenants = reports.map { tenant, report -> JSON in
      [
        "tenant": .string(tenant.text), "jobs": .number(.init(report.jobs)),
        "commits": .object(JSONObject(report.history.map { ($0.key.text, .number(.init($0.value))) })),
        "snapshots": .object(
          JSONObject(report.snapshots.map { ($0.key.text, .array($0.value.map { .string($0.text) })) })),
        "executionDays": .object(
          JSONObject(report.executions.map { ($0.key.text, .number(.init($0.value))) })),
      ]
    }
    return [
      "tenants": .array(tenants), "tidied": .bool(tidied.isTidied),
      "looseObjects": .number(.init(tidied.after.loose)), "packs": .number(.init(tidied.after.packs)),
    ]
  }
}

extension Session {
  /// When the repository is tidied.
  func maintenance() throws(OpsError) -> MaintenancePolicy { try rules().retention.maintenance }
}
