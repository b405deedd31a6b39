/// When a request that only reads is sent again, and after how long.
package struct RetryPolicy: Sendable, Hashable {
  /// How often a request is sent at most, the first time included; at least 1.
  package var attempts: Int
  /// The pause before the second attempt; it doubles with each further one.
  package var firstPause: Duration
  /// No pause of our own choosing is longer.
  package var longestPause: Duration
  /// The longest `Retry-After` that is waited out; a server that asks for more gets its answer handed up.
  package var longestRetryAfter: Duration
  /// Statuses of servers and proxies that are busy or away for a moment.
  package var retriedStatuses: Set<Int>
  /// Failures that another attempt may not meet again.
  package var retriedFailures: Set<HTTPError.Kind>

  /// The default policy: four attempts with pauses of 0.25, 0.5 and 1 second, jitter aside.
  package init(
    attempts: Int = 4, firstPause: Duration = .milliseconds(250), longestPause: Duration = .seconds(10),
    longestRetryAfter: Duration = .seconds(60), retriedStatuses: Set<Int> = [429, 502, 503, 504],
    retriedFailures: Set<HTTPError.Kind> = [.resolve, .connect, .timeout, .stalled, .reset, .truncated]
  ) {
    self.attempts = attempts
    self.firstPause = firstPause
    self.longestPause = longestPause
    self.longestRetryAfter = longestRetryAfter
    self.retriedStatuses = retriedStatuses
    self.retriedFailures = retriedFailures
  }

  /// Nothing is sent twice.
  package static let never = RetryPolicy(attempts: 1)

  /// The pause after the given attempt (1 is the first), spread over its upper half so that many clients that
  /// failed together do not come back together.
  ///
  /// - Parameter chance: a number in 0..<1.
  package func pause(afterAttempt attempt: Int, chance: Double) -> Duration {
    let doublings = min(max(attempt - 1, 0), 20)
    let whole = min(firstPause * (1 << doublings), longestPause)
    return whole / 2 + (whole / 2) * min(max(chance, 0), 1)
  }
}
