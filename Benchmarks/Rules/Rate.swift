import Glibc

/// How fast one piece of work goes through the workflows: the best of some rounds, the one least disturbed, in the time
/// of the processor, so that other work on the machine counts less.
struct Rate {
  /// Seconds of the best round.
  private(set) var seconds = Double.infinity

  /// Runs `work` once, which gives something that depends on all of it.
  mutating func round(_ work: () throws -> Int) rethrows {
    let start = Self.processorTime
    let result = try work()
    seconds = min(seconds, Self.processorTime - start)
    precondition(result >= 0)
  }

  /// Megabytes (10^6 bytes) a second.
  func megabytes(of bytes: Int) -> Double { Double(bytes) / 1e6 / seconds }

  /// Seconds that this thread has had a processor.
  private static var processorTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
