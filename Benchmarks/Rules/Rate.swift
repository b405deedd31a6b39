/// How fast one piece of work goes through the workflows: the best of some rounds, the one least disturbed.
struct Rate {
  let name: String
  let seconds: Double
  /// Megabytes (10^6 bytes) of workflow text a second.
  let megabytes: Double

  /// Runs `work`, which goes through `bytes` of text and gives something that depends on all of it.
  init(_ name: String, bytes: Int, rounds: Int, _ work: () throws -> Int) rethrows {
    let clock = ContinuousClock()
    var best = Double.infinity
    var sum = 0
    for _ in 0..<rounds {
      let start = clock.now
      sum &+= try work()
      best = min(best, (clock.now - start) / .seconds(1))
    }
    precondition(sum >= 0)
    self.name = name
    seconds = best
    megabytes = Double(bytes) / 1e6 / best
  }
}
