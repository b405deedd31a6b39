package import Governance
package import Ledger

/// Everything that is due, one job after the other; what fails does not keep the others from running.
package struct RunDue: Sendable {
  private let context: OperationContext
  /// Who called the program; nil where that is not known, as from a timer.
  private let caller: Person?

  package init(_ context: OperationContext, caller: Person? = nil) {
    self.context = context
    self.caller = caller
  }

  package struct Report: Sendable {
    package struct Job: Sendable {
      package var job: String
      /// Nil for jobs that concern none or all.
      package var environment: Slug?
      package var outcome: JobRecord.Outcome
      package var message: String
      /// What went wrong, where the job could not be done.
      package var error: OpsError?
    }

    package private(set) var jobs: [Job] = []

    package init() {}

    mutating func add(
      _ job: String, of environment: Slug? = nil, _ outcome: JobRecord.Outcome, _ message: String
    ) {
      jobs.append(Job(job: job, environment: environment, outcome: outcome, message: message))
    }

    mutating func add(_ job: String, of environment: Slug? = nil, failedWith error: OpsError) {
      jobs.append(
        Job(
          job: job, environment: environment, outcome: .failed, message: error.description, error: error))
    }

    /// Runs a job and notes what came of it.
    package mutating func note(
      _ job: String, to progress: (JobEvent) -> Void, _ body: () async throws(OpsError) -> String
    ) async {
      progress(.started(job: job, environment: nil, total: nil, unit: ""))
      do throws(OpsError) {
        let message = try await body()
        add(job, .done, message)
        progress(.finished(job: job, environment: nil, outcome: .done, message: message))
      } catch {
        add(job, failedWith: error)
        progress(.failed(job: job, environment: nil, error: error))
      }
    }

    /// 1 when everything failed, 3 when something did, 2 when drift was found, nil when all is well.
    package var exitCode: Int32? {
      let failed = jobs.count { $0.outcome == .failed }
      let brokeOff = jobs.contains { $0.error?.isIncomplete == true }
      if failed > 0 { return failed == jobs.count && !brokeOff ? 1 : 3 }
      if jobs.contains(where: { $0.outcome == .partial }) { return 3 }
      return jobs.contains { $0.outcome == .found } ? 2 : nil
    }
  }

  /// Approved promotions first: somebody waits for them, and drift is then judged against what they made.
  ///
  /// Cancelled, it gives up what reads; a promotion that runs is brought to its end first.
  package func run(into report: inout Report) async {
    report = await Task { [report] in
      var report = report
      await promotions(into: &report)
      return report
    }.value
    guard !Task.isCancelled else { return }
    let names: [Slug]
    do {
      names = try context.ledger.allEnvironments()
    } catch {
      report.add("environments", failedWith: error)
      return
    }
    let readable = await observe(names, into: &report)
    guard !Task.isCancelled else { return }
    await executions(of: readable, into: &report)
  }

  /// Sync and drift.
  ///
  /// - Returns: the environments whose instance answered: the others need not be waited for again.
  private func observe(_ names: [Slug], into report: inout Report) async -> [Slug] {
    var readable: [Slug] = []
    let context = context
    let outcomes = await context.forEach(names) { name throws(OpsError) in
      let sync = try await Sync(context, environment: name).run()
      // What was read counts, also where its drift cannot be decided on (a remote that is away).
      return (
        sync: sync, drift: Result { () throws(OpsError) in try Self.drift(of: name, context) }
      )
    }
    for outcome in outcomes {
      switch outcome.result {
      case .success(let (sync, drift)):
        readable.append(outcome.environment)
        report.add("sync", of: outcome.environment, sync.isComplete ? .done : .partial, sync.summary)
        switch drift {
        case .success(let drift):
          report.add("drift", of: outcome.environment, drift.outcome, drift.words)
        case .failure(let error):
          report.add("drift", of: outcome.environment, failedWith: error)
        }
      case .failure(let error):
        report.add("sync", of: outcome.environment, failedWith: error)
      }
    }
    return readable
  }

  private static func drift(of name: Slug, _ context: OperationContext) throws(OpsError) -> DriftCheck.Report
  {
    context.progress(.started(job: "drift", environment: name, total: nil, unit: ""))
    do {
      let report = try DriftCheck(context, environment: name).run()
      context.progress(
        .finished(job: "drift", environment: name, outcome: report.outcome, message: report.words))
      return report
    } catch {
      context.progress(.failed(job: "drift", environment: name, error: error))
      throw error
    }
  }

  /// Minutes from one reading of the executions to the next. n8n prunes them after days, and who looks at them wants
  /// trends: the timers of every five minutes need not ask each time.
  private static let executionMinutes = 15

  /// Reads the executions where it is time again (ENV-012).
  private func executions(of names: [Slug], into report: inout Report) async {
    let context = context
    let outcomes = await context.forEach(names) { name throws(OpsError) -> String? in
      guard try isDue(name) else { return nil }
      let report = try await ExecutionSync(context, environment: name).run()
      return ([report.summary] + report.notes).joined(separator: "; ")
    }
    for outcome in outcomes {
      switch outcome.result {
      case .success(nil): break
      case .success(let summary?): report.add("executions", of: outcome.environment, .done, summary)
      case .failure(let error) where error.isNotAllowed:
        // Governance of workflows needs no executions: a key of least scope is no failure.
        let reason = [error.why ?? error.what, error.remedy].compactMap(\.self).joined(separator: ". ")
        report.add("executions", of: outcome.environment, .done, "not read: \(reason)")
      case .failure(let error):
        report.add("executions", of: outcome.environment, failedWith: error)
      }
    }
  }

  /// A last time that lies in the future is a clock that was wrong.
  private func isDue(_ name: Slug) throws(OpsError) -> Bool {
    let now = context.now()
    guard let last = try context.ledger.status(of: name).lastExecutionSync?.at, last <= now else {
      return true
    }
    return now.seconds(since: last) >= Self.executionMinutes * 60
  }

  private func promotions(into report: inout Report) async {
    let job = "promotions"
    context.progress(.started(job: job, environment: nil, total: nil, unit: ""))
    do {
      if let caller {
        try CommandPermission(tree: try context.workspace.mainTree())
          .requireOfMember("promote run", of: caller, in: context.tenant.tenant)
      }
      let result = try await RunPromotions(context).run()
      context.progress(
        .finished(
          job: job, environment: nil, outcome: result.outcome,
          message: "\(result.finished.count) run, \(result.refused.count) refused"))
      for promotion in result.finished {
        let name = "promotion \(promotion.id)"
        if let failure = promotion.failure {
          report.add(name, .failed, failure.reason)
        } else {
          report.add(name, .done, promotion.isForeseen ? "may run: \(promotion.words)" : promotion.words)
        }
      }
      for promotion in result.elsewhere {
        report.add(
          "promotion \(promotion.id)", .done, "left alone: \(promotion.runner ?? "another machine") runs it")
      }
      for refusal in result.refused { report.add("promotion \(refusal.id)", failedWith: refusal.error) }
    } catch {
      context.progress(.failed(job: job, environment: nil, error: error))
      report.add(job, failedWith: error)
    }
  }
}

extension RunPromotions.Report {
  fileprivate var outcome: JobRecord.Outcome {
    refused.isEmpty && finished.allSatisfy { $0.failure == nil } ? .done : .partial
  }
}

extension DriftCheck.Report {
  /// As records and events call it.
  fileprivate var outcome: JobRecord.Outcome { isLoud ? .found : .done }
}
