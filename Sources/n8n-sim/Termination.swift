import Foundation

/// The wish to end: SIGINT, SIGTERM, or the death of the process that started this one. It is watched for from the
/// making of the value on, so that a signal which comes before `wait` is not lost.
/// Dispatch's sources are safe to use from any thread; nothing else in here changes.
final class Termination: @unchecked Sendable {
  private let wishes: AsyncStream<Void>
  private let sources: [any DispatchSourceProtocol]

  init() {
    let (stream, wish) = AsyncStream<Void>.makeStream()
    wishes = stream
    let parent = getppid()
    let timer = DispatchSource.makeTimerSource()
    timer.schedule(deadline: .now() + 1, repeating: 1)
    timer.setEventHandler { if getppid() != parent { wish.finish() } }
    let signals: [any DispatchSourceProtocol] = [SIGINT, SIGTERM].map { number in
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { wish.finish() }
      return source
    }
    sources = signals + [timer]
    for source in sources { source.activate() }
  }

  deinit { for source in sources { source.cancel() } }

  /// Returns when the wish is there.
  func wait() async {
    for await _ in wishes {}
  }
}
