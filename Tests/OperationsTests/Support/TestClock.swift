import Governance
import Synchronization
import TestSupport

/// A clock that goes on by a fixed step each time it is read.
final class TestClock: Sendable {
  private let milliseconds: Mutex<Int64>
  private let step: Int64

  init(step: Int64) {
    milliseconds = Mutex(1_800_000_000_000)
    self.step = step
  }

  func read() -> Int64 {
    milliseconds.withLock { time in
      time += step
      return time
    }
  }
}

/// Ids from a seed.
final class TestIDs: Sendable {
  private let random: Mutex<SeededGenerator>

  init(seed: UInt64) { random = Mutex(SeededGenerator(seed: seed)) }

  func next(at instant: Instant) -> RecordID {
    random.withLock { RecordID(at: instant, using: &$0) }
  }
}
