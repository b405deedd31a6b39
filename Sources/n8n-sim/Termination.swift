import Foundation

/// The wish to end: SIGINT, SIGTERM, or the death of the process that started this one.
enum Termination {
  /// Returns when it is there.
  static func wait() async {
    let parent = getppid()
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      let watch = Watch(continuation)
      for signal in [SIGINT, SIGTERM] { watch.add(DispatchSource.makeSignalSource(signal: signal)) { true } }
      let timer = DispatchSource.makeTimerSource()
      timer.schedule(deadline: .now() + 1, repeating: 1)
      watch.add(timer) { getppid() != parent }
    }
  }

  /// Resumes once, whichever source is first.
  private final class Watch: @unchecked Sendable {
    private let lock = NSLock()
    private var continuation: CheckedContinuation<Void, Never>?
    private var sources: [any DispatchSourceProtocol] = []

    init(_ continuation: CheckedContinuation<Void, Never>) { self.continuation = continuation }

    func add(_ source: any DispatchSourceProtocol, when isOver: @escaping @Sendable () -> Bool) {
      source.setEventHandler { if isOver() { self.end() } }
      lock.withLock { sources.append(source) }
      source.activate()
    }

    private func end() {
      let waiting = lock.withLock {
        defer { continuation = nil }
        for source in sources { source.cancel() }
        return continuation
      }
      waiting?.resume()
    }
  }
}
