import Dispatch
import Governance
import Operations
import Synchronization
import Terminal

#if canImport(Glibc)
  import Glibc
#endif

/// The wish that the program ends (SIGINT, SIGTERM), for jobs that can be given up: they are cancelled, which their next
/// call to n8n notices, and tell and record that. A second signal ends the program at once.
///
/// What writes to n8n is not given up half-way and is not meant to run in here.
///
/// Dispatch's sources are safe to use from any thread.
final class Interruption: @unchecked Sendable {
  /// What has come so far, and what is given up at the first signal.
  private struct State {
    var signals = 0
    var cancel: (@Sendable () -> Void)?
  }

  /// Apart from the sources, whose handlers hold it.
  private final class Watch: Sendable {
    let state = Mutex(State())

    /// - Returns: whether it is the first.
    func note() -> Bool {
      let (isFirst, cancel) = state.withLock { state in
        state.signals += 1
        return (state.signals == 1, state.cancel)
      }
      if isFirst { cancel?() }
      return isFirst
    }
  }

  private static let signals = [SIGINT, SIGTERM]

  private let watch: Watch
  private let sources: [any DispatchSourceProtocol]

  /// Watches from now on, so that no signal of a job's beginning is missed.
  private init() {
    let watch = Watch()
    self.watch = watch
    sources = Self.signals.map { number in
      // Dispatch sees a signal only where it does not end the process.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler {
        if watch.note() { return }
        signal(number, SIG_DFL)
        raise(number)
      }
      source.activate()
      return source
    }
  }

  /// Says what is given up; at once where a signal has come already.
  private func giveUp(_ cancel: @escaping @Sendable () -> Void) {
    let isTooLate = watch.state.withLock { state in
      state.cancel = cancel
      return state.signals > 0
    }
    if isTooLate { cancel() }
  }

  /// Lets signals end the process again.
  ///
  /// - Returns: whether one came.
  private func end() -> Bool {
    for source in sources { source.cancel() }
    for number in Self.signals { signal(number, SIG_DFL) }
    return watch.state.withLock { $0.signals > 0 }
  }

  /// Does a job that a signal gives up.
  ///
  /// - Returns: what came of it, and whether a signal came meanwhile.
  static func heeding<Value: Sendable>(_ job: @escaping @Sendable () async -> Value) async
    -> (value: Value, isInterrupted: Bool)
  {
    let interruption = Interruption()
    let task = Task { await job() }
    interruption.giveUp { task.cancel() }
    let value = await task.value
    return (value, interruption.end())
  }
}

extension OperationContext {
  /// Does a job for several environments, as ``forEach(_:_:)`` does, and gives it up where a signal says so.
  ///
  /// - Returns: the outcomes, and whether a signal came and something is missing.
  func interruptibly<Value: Sendable>(
    _ environments: [Slug], _ job: @escaping @Sendable (Slug) async throws(OpsError) -> Value
  ) async -> (outcomes: [EnvironmentOutcome<Value>], isInterrupted: Bool) {
    let (outcomes, isInterrupted) = await Interruption.heeding { await forEach(environments, job) }
    let isMissing = outcomes.contains { if case .failure = $0.result { true } else { false } }
    return (outcomes, isInterrupted && isMissing)
  }
}
