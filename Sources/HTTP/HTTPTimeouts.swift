/// How long a request may take, and how slow it may be.
package struct HTTPTimeouts: Sendable, Hashable {
  /// Name resolution, TCP and TLS together.
  package var connect: Duration
  /// The whole request, from the moment it leaves the queue to the last byte of the answer.
  package var total: Duration
  /// How long less than `minimumBytesPerSecond` may flow, waiting for the first byte included. Whole seconds.
  package var stall: Duration
  /// The rate below which a transfer counts as stalled.
  package var minimumBytesPerSecond: Int

  /// Time-outs fit for an API that answers in milliseconds and now and then needs a while.
  package init(
    connect: Duration = .seconds(10), total: Duration = .seconds(120), stall: Duration = .seconds(30),
    minimumBytesPerSecond: Int = 1
  ) {
    self.connect = connect
    self.total = total
    self.stall = stall
    self.minimumBytesPerSecond = minimumBytesPerSecond
  }
}

extension Duration {
  /// Whole milliseconds, at least 1: curl reads 0 as "no limit".
  var positiveMilliseconds: Int {
    let (seconds, attoseconds) = components
    let (product, overflow) = Int(seconds).multipliedReportingOverflow(by: 1000)
    return overflow
      ? Int(Int32.max) : max(1, min(product + Int(attoseconds / 1_000_000_000_000_000), Int(Int32.max)))
  }

  /// Whole seconds, rounded up, at least 1.
  var positiveSeconds: Int { (positiveMilliseconds + 999) / 1000 }
}
