internal import Dispatch

/// Work later. The work is short: it wakes connections.
enum Timer {
  /// A queue with a thread of its own, so that work elsewhere in the process does not make timers late.
  private static let queue = DispatchQueue(label: "HTTPServer.Timer")

  static func run(after duration: Duration, _ work: @escaping @Sendable () -> Void) {
    let (seconds, attoseconds) = duration.components
    let nanoseconds = Int(clamping: seconds) &* 1_000_000_000 &+ Int(attoseconds / 1_000_000_000)
    queue.asyncAfter(deadline: .now() + .nanoseconds(max(0, nanoseconds)), execute: work)
  }
}
