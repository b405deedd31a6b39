import Governance
import JSON
import Operations
import Site
import Terminal

/// `run`: what the timers call.
struct RunCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Do whatever is due: approved promotions, sync, drift, site.",
    discussion: """
      One job after the other, for every tenant. A run that finds another one at work leaves it alone. Exit code 2 \
      when drift was found, 3 when some jobs failed, 1 when all did.
      """,
    examples: [
      Example(
        command: "n8n-ops run --repo /var/lib/n8n-ops/acme.git --site /var/lib/n8n-ops/site",
        says: "As the timer does it.")
    ])

  @Option(help: "Folder of the site; without it none is built.", completion: .directory) var site: String?
  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    guard let lock = try RunLock(repository: session.workspace.repository.path) else {
      context.console.print("Another run is at work; this one leaves it alone.")
      return
    }
    defer { lock.release() }
    let operations = try session.operations(options)
    var report = await RunDue(operations).run()
    if let site {
      await report.note("site") { () throws(OpsError) in
        try SiteBuild(operations.ledger).write(into: absolute(site, in: context.workingDirectory)).summary
      }
    }
    session.show(
      .array(
        report.jobs.map {
          ["job": .string($0.job), "outcome": .string($0.outcome.rawValue), "message": .string($0.message)]
        })
    ) {
      console in
      for job in report.jobs {
        console.print("\(job.words): \(job.outcome.rawValue), \(Console.safe(job.message))")
      }
    }
    if let code = report.exitCode { throw ExitCode(rawValue: code) }
  }
}

extension RunDue.Report.Job {
  /// The job with its environment.
  var words: String { environment.map { "\(job) \($0)" } ?? job }
}
