import Governance
import JSON
import Ledger
import Operations
import Site
import Terminal

/// `run`: what the timers call.
struct RunCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Do whatever is due: approved promotions, sync, drift, executions, retention, site.",
    discussion: """
      One tenant after the other, unless --tenant names one. What fails does not keep the rest from running. A run \
      that finds another one at work leaves it alone. Exit code 2 when drift was found, 3 when some jobs failed, 1 \
      when all did.
      """,
    examples: [
      Example(
        command: "n8n-ops run --repo /var/lib/n8n-ops/acme/ops.git --site /var/lib/n8n-ops/acme/site",
        says: "As the timer does it.")
    ])

  @Option(
    help:
      "Folder of the site, with a folder for each tenant where there are several; without it none is built.",
    completion: .directory)
  var site: String?
  @OptionGroup var events: EventOption
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context, events: events)
    guard let lock = try RunLock(repository: session.workspace.repository.path) else {
      try session.show([["job": "run", "outcome": "skipped", "message": "another run is at work"]]) {
        $0.print("Another run is at work; this one leaves it alone.")
      }
      return
    }
    defer { lock.release() }
    let tenants = options.tenant == nil ? try session.tenants() : [try session.ledger(options).tenant.tenant]
    let folders = site.map { absolute($0, in: context.workingDirectory) }
    let (found, isInterrupted) = await Interruption.heeding {
      var report = RunDue.Report()
      for tenant in tenants where !Task.isCancelled {
        let folder = folders.map { $0 + (tenants.count > 1 ? "/\(tenant)" : "") }
        await Self.work(for: tenant, session, site: folder, into: &report)
      }
      return report
    }
    var report = found
    if session.rehearsal == nil, !isInterrupted { await maintain(session, tenants, into: &report) }
    try session.show(.array(report.jobs.map(\.json))) { console in
      for job in report.jobs {
        console.print("\(job.words): \(job.outcome.rawValue), \(Console.safe(job.message))")
        if let remedy = job.error?.remedy { console.print("    try: \(Console.safe(remedy))") }
      }
    }
    if isInterrupted { throw ExitCode.interrupted }
    if let code = report.exitCode { throw ExitCode(rawValue: code) }
  }

  /// Retention and maintenance, once in so many hours.
  private func maintain(_ session: Session, _ tenants: [Slug], into report: inout RunDue.Report) async {
    let clock = MaintenanceClock(session.workspace)
    guard let policy = try? session.maintenance(), policy.isDue(last: clock.last, now: session.now()) else {
      return
    }
    for tenant in tenants {
      await report.note("retention of \(tenant)", to: session.progress(of: tenant)) { () throws(OpsError) in
        try Retain(try session.unattended(tenant: tenant)).run().summary
      }
    }
    await report.note("maintenance", to: session.progress(of: nil)) { () throws(OpsError) in
      let tidied = try Maintain(session.workspace, policy: policy).run()
      try clock.note(session.now())
      return tidied.summary
    }
  }

  private static func work(
    for tenant: Slug, _ session: Session, site: String?, into report: inout RunDue.Report
  )
    async
  {
    let operations: OperationContext
    do {
      operations = try session.unattended(tenant: tenant)
    } catch {
      await report.note("tenant \(tenant)", to: session.progress(of: tenant)) { () throws(OpsError) in
        throw error
      }
      return
    }
    await RunDue(operations, caller: session.caller).run(into: &report)
    guard let site, !Task.isCancelled else { return }
    await report.note("site of \(tenant)", to: session.progress(of: tenant)) { () throws(OpsError) in
      try SiteBuild(operations.ledger).write(into: site, isDryRun: operations.isRehearsal).summary
    }
  }
}

extension RunDue.Report.Job {
  /// The job with its environment.
  var words: String { environment.map { "\(job) \($0)" } ?? job }

  var json: JSON {
    [
      "job": .string(job), "environment": environment.map { .string($0.text) } ?? .null,
      "outcome": .string(outcome.rawValue), "message": .string(message), "error": error?.json ?? .null,
    ]
  }
}
