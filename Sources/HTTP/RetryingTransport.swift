internal import CCurl
private import Synchronization

/// A transport that sends safe requests again by a `RetryPolicy`, and all others once.
///
/// The pause, the random source and the clock are handed in.
package final class RetryingTransport: HTTPTransport {
  private let base: any HTTPTransport
  private let policy: RetryPolicy
  private let random: Mutex<any RandomNumberGenerator & Sendable>
  private let sleep: @Sendable (Duration) async throws -> Void
  private let secondsSinceEpoch: @Sendable () -> Int

  /// A retrying layer around another transport.
  ///
  /// - Parameters:
  ///   - random: what the jitter is drawn from.
  ///   - sleep: suspends for a time; throws when the task is cancelled.
  ///   - secondsSinceEpoch: the time now, for a `Retry-After` that is a date.
  package init(
    _ base: any HTTPTransport, policy: RetryPolicy, random: any RandomNumberGenerator & Sendable,
    sleep: @escaping @Sendable (Duration) async throws -> Void,
    secondsSinceEpoch: @escaping @Sendable () -> Int
  ) {
    self.base = base
    self.policy = policy
    self.random = Mutex(random)
    self.sleep = sleep
    self.secondsSinceEpoch = secondsSinceEpoch
  }

  package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    guard request.isSafe else { return try await base.send(request) }
    var attempt = 1
    while true {
      let outcome = await attemptOnce(request)
      guard attempt < policy.attempts, let pause = pause(after: outcome, attempt) else {
        var response = try outcome.get()
        response.retries = attempt - 1
        return response
      }
      do { try await sleep(pause) } catch {
        throw HTTPError(
          kind: .cancelled, url: HTTPTarget.display(request.url, hidingPath: request.isPathSensitive),
          detail: "the task was cancelled between two attempts", mayHaveBeenSent: true)
      }
      attempt += 1
    }
  }

  private func attemptOnce(_ request: HTTPRequest) async -> Result<HTTPResponse, HTTPError> {
    do { return .success(try await base.send(request)) } catch { return .failure(error) }
  }

  /// How long to wait before the next attempt; `nil` when this outcome stands.
  private func pause(after outcome: Result<HTTPResponse, HTTPError>, _ attempt: Int) -> Duration? {
    let chance = random.withLock { generator in Double.random(in: 0..<1, using: &generator) }
    let own = policy.pause(afterAttempt: attempt, chance: chance)
    switch outcome {
    case .failure(let error): return policy.retriedFailures.contains(error.kind) ? own : nil
    case .success(let response):
      guard policy.retriedStatuses.contains(response.status) else { return nil }
      guard let asked = retryAfter(response) else { return own }
      return asked > policy.longestRetryAfter ? nil : max(asked, own)
    }
  }

  /// `Retry-After` (RFC 9110 section 10.2.3): seconds or an HTTP date. One that cannot be read is none.
  private func retryAfter(_ response: HTTPResponse) -> Duration? {
    guard let text = response.headers["Retry-After"] else { return nil }
    if let seconds = Int(text) { return seconds >= 0 ? .seconds(min(seconds, 1 << 31)) : nil }
    let date = curl_getdate(text, nil)
    return date < 0 ? nil : .seconds(max(0, date - secondsSinceEpoch()))
  }
}
