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

  /// The last signal that came, for what does several jobs one after the other: a job that was about to end may have
  /// ended well in spite of it. Signals are the whole process's, and so is this.
  static let latest = Atomic<CInt>(0)

  private let watch: Watch
  private let sources: [any DispatchSourceProtocol]
  /// What each signal did before, in the order of ``signals``: a shell's background job ignores SIGINT.
  private let previous: [sighandler_t?]

  /// Watches from now on, so that no signal of a job's beginning is missed.
  private init() {
    let watch = Watch()
    self.watch = watch
    // Dispatch sees a signal only where it does not end the process.
    previous = Self.signals.map { signal($0, SIG_IGN) }
    sources = Self.signals.map { number in
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler {
        Self.latest.store(number, ordering: .relaxed)
        if !watch.note() { Self.endProcess(by: number) }
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

  /// Lets signals do again what they did before.
  ///
  /// - Returns: whether one came.
  private func end() -> Bool {
    for source in sources { source.cancel() }
    for (number, handler) in zip(Self.signals, previous) { signal(number, handler) }
    return watch.state.withLock { $0.signals > 0 }
  }

  /// Ends the process as the signal does by itself, so that who started it sees that it was one.
  static func endProcess(by number: CInt) -> Never {
    // Dispatch's threads, on which all of ours run, block every signal.
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, number)
    signal(number, SIG_DFL)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    raise(number)
    exit(ExitCode.interrupted.rawValue)
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
