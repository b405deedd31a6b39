#if canImport(Glibc)
  import Glibc
#endif

/// What a process notes before it changes references or the index, so that whoever comes after its death can tell.
///
/// Three things are left by a killed process that the files of Git themselves do not explain:
///
/// - A lock. It is a file that names no owner, and it stops everybody for good. Who takes locks through this floor holds
///   the journal (`flock`, which the kernel gives back whatever happens) and notes beforehand which lock files it is
///   going to make. Who finds such a note has proof that its writer is dead, and may remove these files, after the
///   patience that a lock of the git command gets.
/// - Half of an update of several references. They are renamed one after the other; the note that they are about to be
///   is the moment from which all of them count as moved, and the next one finishes what is missing.
/// - A work tree that has not followed its branch, and looks as if somebody had undone the last commit there.
final class LockJournal {
  /// References that a killed process was moving.
  private(set) var unfinished: [RefUpdate]
  /// The work tree that a killed process was changing.
  private(set) var following: JournalNote.Following?
  /// Lock files that a killed process may have left.
  private var abandoned: Set<String>

  private let descriptor: Int32
  private let path: String
  private let locks: [String]

  private static let name = "ops-journal"
  private static let pause: UInt32 = 25_000
  private static let patience = 400

  /// Calls `body` while this process is the one that takes `locks`, whose files are named by their paths.
  ///
  /// - Parameters:
  ///   - folder: The folder of the repository's data, with a slash at its end.
  ///   - attempts: How often the journal is tried, forty times a second; nil: for ten seconds.
  /// - Throws: ``GitError/Kind/locked`` when another process of ours holds the journal for too long.
  static func hold<Result>(
    in folder: String, locks: [String], attempts: Int? = nil,
    _ body: (LockJournal) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    let journal = try LockJournal(folder + name, locks: locks, attempts: attempts ?? patience)
    do throws(GitError) {
      let result = try body(journal)
      try journal.finish()
      return result
    } catch {
      try journal.finish()
      throw error
    }
  }

  /// True when a killed process left a note in `folder`; also while a living one is at work.
  static func hasNote(in folder: String) -> Bool {
    var status = stat()
    return stat(folder + name, &status) == 0 && status.st_size > 0
  }

  private init(_ path: String, locks: [String], attempts: Int) throws(GitError) {
    self.path = path
    self.locks = locks
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    unfinished = []
    abandoned = []
    guard descriptor >= 0 else { throw SystemError.current("open \(path)") }
    try take(attempts)
    let found = JournalNote(parsing: read())
    unfinished = found.moves
    following = found.following
    abandoned = found.locks
    try note(locks: abandoned.union(locks))
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Repeats `body`, which makes the lock files `paths`, while somebody holds one; removes at last those that are
  /// abandoned.
  func taking(_ paths: String..., body: () throws(GitError) -> Void) throws(GitError) {
    let left = paths.filter { abandoned.contains($0) }
    do throws(GitError) {
      return try LockPatience.retry(left.isEmpty ? LockPatience.attempts : LockPatience.fewAttempts, body)
    } catch {
      guard error.kind == .locked, !left.isEmpty else { throw Self.explained(error, paths) }
    }
    for path in left {
      unlink(path)
      abandoned.remove(path)
    }
    try body()
  }

  /// Notes that the locked references are about to make `moves`; from here on they will, whatever happens.
  func begin(_ moves: [RefUpdate]) throws(GitError) {
    unfinished = moves
    try note(locks: abandoned.union(locks))
  }

  /// Notes that all of ``unfinished`` is done.
  func complete() { unfinished = [] }

  /// Notes that a work tree is about to follow its branch.
  func begin(_ following: JournalNote.Following) throws(GitError) {
    self.following = following
    try note(locks: abandoned.union(locks))
  }

  /// Notes that ``following`` is done, or that nothing is left to be done.
  func completeFollowing() { following = nil }

  /// Leaves a note of what is still to be done or still abandoned; the own locks were given back.
  private func finish() throws(GitError) {
    try note(locks: abandoned.filter { access($0, F_OK) == 0 })
  }

  private func take(_ attempts: Int) throws(GitError) {
    for attempt in 1...max(attempts, 1) {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
      guard errno == EWOULDBLOCK || errno == EINTR else { throw SystemError.current("lock \(path)") }
      if attempt < attempts { usleep(Self.pause) }
    }
    throw GitError(.locked, operation: "lock \(path)", detail: "another run holds it")
  }

  private func read() -> String {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return "" }
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, buffer.count, 0))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func note(locks: Set<String>) throws(GitError) {
    let text = Array(JournalNote(locks: locks, moves: unfinished, following: following).text.utf8)
    // What stood behind a shorter note is cut off; a note is believed up to its end.
    let isWritten =
      pwrite(descriptor, text, text.count, 0) == text.count && ftruncate(descriptor, off_t(text.count)) == 0
      && (text.isEmpty || fsync(descriptor) == 0)
    guard isWritten else { throw SystemError.current("write \(path)") }
  }

  private static func explained(_ error: GitError, _ paths: [String]) -> GitError {
    guard error.kind == .locked, let path = paths.first(where: { access($0, F_OK) == 0 }) else {
      return error
    }
    return GitError(
      .locked, operation: error.operation,
      detail: "\(path) exists: a Git command is at work, or one was killed; in that case remove the file")
  }
}
