#if canImport(Glibc)
  import Glibc
#endif

/// Tells a lock that a killed process of ours left behind from one that somebody holds.
///
/// Git's locks are files that name no owner; one that is left by a killed process stops everybody for good. So who
/// takes locks through this floor holds the journal (`flock`, which the kernel gives back whatever happens) and writes
/// down beforehand which lock files it is going to make. Who finds such a note has proof that its writer is dead, and
/// may remove these files, after the patience that any lock of a living process gets.
struct LockJournal {
  /// Lock files that the last holder may have left.
  let abandoned: Set<String>

  private static let name = "ops-locks"
  private static let largestNote = 1 << 20
  private static let attempts = 400
  private static let pause: UInt32 = 25_000

  /// Calls `body` while this process is the one that takes `locks`, whose files are named by their paths.
  ///
  /// - Parameter folder: The folder of the repository's data, with a slash at its end.
  /// - Throws: ``GitError/Kind/locked`` when another process of ours holds the journal for ten seconds.
  static func hold<Result>(
    in folder: String, locks: [String], _ body: (LockJournal) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    let path = folder + name
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw SystemError.current("open \(path)") }
    defer { close(descriptor) }
    try take(descriptor, path)
    let journal = LockJournal(abandoned: read(descriptor))
    try write(journal.abandoned.union(locks), to: descriptor, path)
    do throws(GitError) {
      let result = try body(journal)
      try journal.finish(locks, descriptor, path)
      return result
    } catch {
      try journal.finish(locks, descriptor, path)
      throw error
    }
  }

  /// Notes what is still abandoned; the own locks were given back.
  private func finish(_ own: [String], _ descriptor: Int32, _ path: String) throws(GitError) {
    let left = abandoned.subtracting(own).filter { access($0, F_OK) == 0 }
    try Self.write(left, to: descriptor, path)
  }

  /// Repeats `body`, which makes the lock file `path`, while somebody holds that; removes it at last if it is abandoned.
  func taking(_ path: String, _ body: () throws(GitError) -> Void) throws(GitError) {
    do {
      return try LockPatience.retry(body)
    } catch {
      guard error.kind == .locked, abandoned.contains(path) else { throw Self.explained(error, path) }
    }
    unlink(path)
    try body()
  }

  private static func take(_ descriptor: Int32, _ path: String) throws(GitError) {
    for _ in 0..<attempts {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
      guard errno == EWOULDBLOCK || errno == EINTR else { throw SystemError.current("lock \(path)") }
      usleep(pause)
    }
    throw GitError(.locked, operation: "lock \(path)", detail: "another run has held it for ten seconds")
  }

  private static func read(_ descriptor: Int32) -> Set<String> {
    let bytes = [UInt8](unsafeUninitializedCapacity: largestNote) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, buffer.count, 0))
    }
    return Set(String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init))
  }

  private static func write(_ locks: Set<String>, to descriptor: Int32, _ path: String) throws(GitError) {
    let note = Array(locks.sorted().joined(separator: "\n").utf8)
    let isWritten =
      ftruncate(descriptor, 0) == 0 && pwrite(descriptor, note, note.count, 0) == note.count
      && fsync(descriptor) == 0
    guard isWritten else { throw SystemError.current("write \(path)") }
  }

  private static func explained(_ error: GitError, _ path: String) -> GitError {
    guard error.kind == .locked else { return error }
    return GitError(
      .locked, operation: error.operation,
      detail: "\(path) exists: a Git command is at work, or one was killed; in that case remove the file")
  }
}
