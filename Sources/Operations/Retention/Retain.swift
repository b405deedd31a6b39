import Git
package import Governance
import Ledger

/// Forgets what a tenant's plan does not keep: job records, history of what ran, snapshots, executions (RET-001, RET-003,
/// RET-006).
///
/// Decisions on `main` are never touched. The objects go with the next ``Maintain``, after their grace.
package struct Retain: Sendable {
  private let context: OperationContext
  private let isDryRun: Bool

  package init(_ context: OperationContext, isDryRun: Bool = false) {
    self.context = context
    self.isDryRun = isDryRun
  }

  /// What went, or would go.
  package struct Report: Sendable, Hashable {
    package var jobs = 0
    /// Environment -> commits.
    package var history: [Slug: Int] = [:]
    /// Environment -> snapshots.
    package var snapshots: [Slug: [RecordID]] = [:]
    /// Environment -> days of executions.
    package var executions: [Slug: Int] = [:]

    package var summary: String {
      let commits = history.values.reduce(0, +)
      let tags = snapshots.values.reduce(0) { $0 + $1.count }
      let days = executions.values.reduce(0, +)
      if jobs + commits + tags + days == 0 { return "nothing is older than the plan keeps it" }
      return
        "\(jobs) job records, \(commits) observed commits, \(tags) snapshots, \(days) days of executions"
    }
  }

  package func run() throws(OpsError) -> Report {
    let now = context.now()
    var report = Report()
    guard let limits = try limits() else { return report }
    let workspace = context.workspace
    let main = try workspace.mainTree()
    let needed = Set(
      try context.ledger.promotions(in: main).filter {
        $0.status == .pendingApproval || $0.status == .running
      }
      .compactMap(\.snapshot))
    // A record that cannot be read may need any of them.
    let isSure = try context.ledger.unreadablePromotions(in: main).isEmpty
    for environment in try context.ledger.environments(in: main).keys.sorted(by: { $0.text < $1.text }) {
      if isSure, let bound = RetentionLimits.bound(days: limits.snapshotDays, now: now) {
        let gone = try workspace.forgetSnapshots(
          of: environment, tenant: context.tenant, before: bound, except: needed, isDryRun: isDryRun)
        if !gone.isEmpty { report.snapshots[environment] = gone.map(\.id) }
      }
      if let bound = RetentionLimits.bound(days: limits.observedDays, now: now) {
        let branch = try workspace.ref(branch: context.tenant.observedBranch(environment))
        let gone = try workspace.forgetHistory(of: branch, before: bound, now: now, isDryRun: isDryRun)
        if gone > 0 { report.history[environment] = gone }
      }
      let gone = try workspace.forgetExecutions(
        of: environment, tenant: context.tenant,
        before: ExecutionSegment.oldestDay(kept: limits.executionDays, at: now), isDryRun: isDryRun,
        as: context.machineAct())
      if gone > 0 { report.executions[environment] = gone }
    }
    if let bound = RetentionLimits.bound(days: limits.jobDays, now: now) {
      report.jobs = try workspace.forgetJobs(
        of: context.tenant, before: bound, isDryRun: isDryRun, as: context.machineAct())
    }
    if !isDryRun { try record(report, at: now) }
    return report
  }

  private func limits() throws(OpsError) -> RetentionLimits? {
    let tree = try context.workspace.mainTree()
    guard let tenant = try tree.value(Tenant.self, at: context.tenant.tenantFile) else { return nil }
    return context.rules.retention.plans[tenant.plan]
  }

  private func record(_ report: Report, at now: Instant) throws(OpsError) {
    let id = context.newID(now)
    let job = JobRecord(
      id: id, job: "retention", environment: nil, startedAt: now, finishedAt: context.now(), outcome: .done,
      counts: [
        "jobs": report.jobs, "commits": report.history.values.reduce(0, +),
        "snapshots": report.snapshots.values.reduce(0) { $0 + $1.count },
        "executionDays": report.executions.values.reduce(0, +),
      ], messages: [])
    try context.workspace.record(job, tenant: context.tenant, as: context.machineAct(job: id))
  }
}
