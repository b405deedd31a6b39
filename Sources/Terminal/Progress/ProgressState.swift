/// How far a piece of work has come at one moment.
struct ProgressState: Sendable {
  var label: String
  var unit: String
  var total: Int?
  var completed = 0
  var message = ""
  var started: Duration
  var now: Duration

  init(label: String, unit: String, total: Int?, started: Duration, now: Duration) {
    self.label = label
    self.unit = unit
    self.total = total
    self.started = started
    self.now = now
  }

  var elapsed: Duration { now - started }

  /// Between 0 and 1; nil while the total is not known.
  var fraction: Double? {
    guard let total, total > 0 else { return nil }
    return min(1, max(0, Double(completed) / Double(total)))
  }

  /// Items a second; nil before there is something to go by.
  var rate: Double? {
    guard completed > 0, elapsed >= .milliseconds(200) else { return nil }
    return Double(completed) / elapsed.inSeconds
  }

  /// Time left at the rate so far.
  var remaining: Duration? {
    guard let total, let rate, completed < total else { return nil }
    return .seconds(Double(total - completed) / rate)
  }
}

extension Duration {
  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
