/// The best rate of several rounds, which is the one least disturbed by other work of the machine.
struct Measurement {
  let name: String
  /// Megabytes (10^6 bytes) a second.
  let rate: Double

  /// Runs `work`, which gives the number of bytes it went through, again and again for `seconds`.
  init(_ name: String, seconds: Double = 2, _ work: () throws -> Int) rethrows {
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: .seconds(seconds))
    var best = 0.0
    while clock.now < end {
      let start = clock.now
      let bytes = try work()
      best = max(best, Double(bytes) / 1e6 / ((clock.now - start) / .seconds(1)))
    }
    self.name = name
    rate = best
  }
}
