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
  private let sources: [any DispatchSourceProtocol]
  private let count: Counter

  private final class Counter: Sendable {
    let signals = Mutex(0)
  }

  /// - Parameter cancel: called at the first signal.
  private init(cancel: @escaping @Sendable () -> Void) {
    let count = Counter()
    self.count = count
    sources = Self.signals.map { number in
      // Dispatch sees a signal only where it does not end the process.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler {
        let isFirst = count.signals.withLock { signals in
          signals += 1
          return signals == 1
        }
        if isFirst { return cancel() }
        signal(number, SIG_DFL)
        raise(number)
      }
      source.activate()
      return source
    }
  }

  private static let signals = [SIGINT, SIGTERM]

  /// Lets signals end the process again.
  ///
  /// - Returns: whether one came.
  private func end() -> Bool {
    for source in sources { source.cancel() }
    for number in Self.signals { signal(number, SIG_DFL) }
    return count.signals.withLock { $0 > 0 }
  }

  /// Does a job that a signal gives up.
  ///
  /// - Returns: what came of it, and whether a signal came meanwhile.
  static func heeding<Value: Sendable>(_ job: @escaping @Sendable () async -> Value) async
    -> (value: Value, isInterrupted: Bool)
  {
    let task = Task { await job() }
    let interruption = Interruption { task.cancel() }
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
