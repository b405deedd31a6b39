package import Governance
package import Ledger

/// What a running job tells: a terminal shows bars, a file gets one JSON object a line (ENV-013).
package enum JobEvent: Sendable {
  /// A piece of work begins.
  ///
  /// - total: how many items it has, as far as that is known: what the last time had.
  /// - unit: what the items are, in the plural.
  case started(job: String, environment: Slug?, total: Int?, unit: String)
  /// So many items are done since it began.
  case advanced(job: String, environment: Slug?, done: Int)
  /// A line for the log.
  case noted(job: String, environment: Slug?, message: String)
  /// It has ended, with what came of it.
  case finished(job: String, environment: Slug?, outcome: JobRecord.Outcome, message: String)
  /// It could not be done.
  case failed(job: String, environment: Slug?, error: OpsError)

  package var job: String {
    switch self {
    case .started(let job, _, _, _), .advanced(let job, _, _), .noted(let job, _, _),
      .finished(let job, _, _, _), .failed(let job, _, _):
      job
    }
  }

  package var environment: Slug? {
    switch self {
    case .started(_, let environment, _, _), .advanced(_, let environment, _),
      .noted(_, let environment, _), .finished(_, let environment, _, _), .failed(_, let environment, _):
      environment
    }
  }
}
