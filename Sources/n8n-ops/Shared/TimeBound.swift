import Governance
import Terminal

/// A time that an option bounds a list by: a day, which begins at midnight UTC, or a time of RFC 3339.
struct TimeBound {
  let instant: Instant

  /// Nil where there is none. Throws where it is no time.
  init?(_ text: String?) throws(ValidationError) {
    guard let text else { return nil }
    guard let instant = Instant(text) ?? Instant("\(text)T00:00:00Z") else {
      throw ValidationError("a time is written as 2026-11-24 or 2026-11-24T17:40:15Z")
    }
    self.instant = instant
  }
}
