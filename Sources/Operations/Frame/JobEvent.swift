package import Governance

/// What a running job tells: a terminal shows bars, a file gets one JSON a line.
package enum JobEvent: Sendable {
  /// A unit of work begins; `total` is unknown for streams.
  case started(job: String, environment: Slug?, total: Int?)
  /// So many items are done.
  case advanced(job: String, environment: Slug?, done: Int)
  /// A line for the log.
  case noted(job: String, environment: Slug?, message: String)
  case finished(job: String, environment: Slug?, message: String)
}
