import HTTP
import Synchronization

/// Kills the process at one of its calls: from then on nothing goes out and nobody hears of it again.
///
/// What is killed is the task that runs on this network: its call never returns, as a killed process never goes on.
final class KillSwitch: HTTPTransport {
  /// Whether the instance got the last call.
  enum Moment: CaseIterable { case before, after }

  private struct State {
    var writes = 0
    var isDead = false
    var death: CheckedContinuation<Void, Never>?
  }

  private let base: any HTTPTransport
  private let lethal: Int
  private let moment: Moment
  private let state = Mutex(State())

  /// - Parameter lethal: the write that is the last; counted from 1.
  init(_ base: any HTTPTransport, atWrite lethal: Int, _ moment: Moment) {
    self.base = base
    self.lethal = lethal
    self.moment = moment
  }

  /// How many calls that are no reads came by.
  var writes: Int { state.withLock { $0.writes } }

  /// Waits for the death, or for the end of `work`.
  ///
  /// - Returns: whether the process was killed.
  func run(_ work: @escaping @Sendable () async -> Void) async -> Bool {
    let task = Task {
      await work()
      self.wake()
    }
    await withCheckedContinuation { continuation in
      let isOver = state.withLock { state in
        if state.isDead { return true }
        state.death = continuation
        return false
      }
      if isOver { continuation.resume() }
    }
    _ = task
    return state.withLock { $0.writes >= lethal }
  }

  private func wake() {
    let waiting = state.withLock { state in
      state.isDead = true
      return state.death.take()
    }
    waiting?.resume()
  }

  func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    guard !request.isSafe else { return try await base.send(request) }
    let isLast = state.withLock { state in
      state.writes += 1
      return state.writes >= lethal
    }
    guard isLast else { return try await base.send(request) }
    if moment == .after { _ = try? await base.send(request) }
    wake()
    return await withUnsafeContinuation { (_: UnsafeContinuation<HTTPResponse, Never>) in }
  }
}
