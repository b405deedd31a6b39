#if canImport(Glibc)
  import Glibc
#endif

/// How long a lock of another process is waited for.
///
/// Git itself waits 100 ms for a reference (core.filesRefLockTimeout); with fsync on and several writers a little more
/// is needed.
enum LockPatience {
  /// As many as take two seconds.
  static let attempts = 40
  /// As many as take a quarter of a second: a lock that a dead process has left is not waited for longer.
  static let fewAttempts = 12
  private static let longestPause: UInt32 = 50_000

  /// Repeats `body` while it fails with ``GitError/Kind/locked``.
  static func retry(_ attempts: Int = attempts, _ body: () throws(GitError) -> Void) throws(GitError) {
    var pause: UInt32 = 500
    for _ in 1..<attempts {
      do {
        return try body()
      } catch {
        guard error.kind == .locked else { throw error }
        usleep(pause)
        pause = min(pause * 2, longestPause)
      }
    }
    try body()
  }
}
