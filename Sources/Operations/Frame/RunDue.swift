package import Governance
package import Ledger

/// Everything that is due, one job after the other; what fails does not keep the others from running.
package struct RunDue: Sendable {
  private let context: OperationContext

  package init(_ context: OperationContext) { self.context = context }

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
    package mutating func note(_ job: String, _ body: () async throws(OpsError) -> String) async {
      do throws(OpsError) {
        add(job, .done, try await body())
      } catch {
        add(job, failedWith: error)
      }
    }

    /// 1 when everything failed, 3 when something did, 2 when drift was found, nil when all is well.
    package var exitCode: Int32? {
      let failed = jobs.count { $0.outcome == .failed }
      if failed > 0 { return failed == jobs.count ? 1 : 3 }
      if jobs.contains(where: { $0.outcome == .partial }) { return 3 }
      return jobs.contains { $0.outcome == .found } ? 2 : nil
    }
  }

  /// Approved promotions first: somebody waits for them, and drift is then judged against what they made.
  package func run(into report: inout Report) async {
    await promotions(into: &report)
    let names: [Slug]
    do {
      names = try context.ledger.allEnvironments()
    } catch {
      report.add("environments", failedWith: error)
      return
    }
    let context = context
    let outcomes = await context.forEach(names) { name throws(OpsError) in
      let sync = try await Sync(context, environment: name).run()
      // What was read counts, also where its drift cannot be decided on (a remote that is away).
      return (
        sync: sync, drift: Result { () throws(OpsError) in try DriftCheck(context, environment: name).run() }
      )
    }
    for outcome in outcomes {
      switch outcome.result {
      case .success(let (sync, drift)):
        report.add("sync", of: outcome.environment, sync.isComplete ? .done : .partial, sync.summary)
        switch drift {
        case .success(let drift):
          report.add("drift", of: outcome.environment, drift.isLoud ? .found : .done, drift.words)
        case .failure(let error):
          report.add("drift", of: outcome.environment, failedWith: error)
        }
      case .failure(let error):
        report.add("sync", of: outcome.environment, failedWith: error)
      }
    }
  }

  private func promotions(into report: inout Report) async {
    do {
      let result = try await RunPromotions(context).run()
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
      for (id, reason) in result.refused { report.add("promotion \(id)", .failed, reason) }
    } catch {
      report.add("promotions", failedWith: error)
    }
  }
}
