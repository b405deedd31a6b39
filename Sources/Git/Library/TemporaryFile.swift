#if canImport(Glibc)
  import Glibc
#endif

/// A new file that disappears with its owner unless it was given its final name.
struct TemporaryFile: ~Copyable {
  private let descriptor: Int32
  let path: String
  private var isKept = false

  /// Makes a file `folder/tmp_…`; Git's garbage collection removes files of that name which a crash left behind.
  ///
  /// - Parameter mode: The permissions, less those that the process's mask takes away.
  init(in folder: String, name: String, mode: mode_t = 0o444) throws(GitError) {
    path = "\(folder)/tmp_\(name)_\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw SystemError.current("make a file in \(folder)") }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    if !isKept { unlink(path) }
  }

  /// Writes all of `bytes` at `offset`.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(GitError) {
    var written = 0
    while written < bytes.count {
      let count = pwrite(
        descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written, off_t(offset + written))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SystemError.current("write \(path)") }
      written += count
    }
  }

  /// Writes all of `bytes` at `offset`.
  func write(_ bytes: [UInt8], at offset: Int) throws(GitError) {
    var failure: GitError?
    bytes.withUnsafeBytes { buffer in
      do throws(GitError) { try write(buffer, at: offset) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Reads up to `count` bytes at `offset`; fewer at the end of the file.
  func read(_ count: Int, at offset: Int) throws(GitError) -> [UInt8] {
    var failure: GitError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      while initialized < count {
        let got = pread(
          descriptor, buffer.baseAddress.map { $0 + initialized }, count - initialized,
          off_t(offset + initialized))
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = SystemError.current("read \(path)") }
        if got <= 0 { break }
        initialized += got
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Puts the file's content on the disk and gives it its final name.
  ///
  /// The folder's own entry is not yet on the disk; ``SystemError/sync(folder:)`` does that once for several files.
  consuming func keepDurably(as finalPath: String) throws(GitError) {
    guard fsync(descriptor) == 0 else { throw SystemError.current("write \(path)") }
    try keep(as: finalPath)
  }

  /// Gives the file its final name, instead of a file that may have it.
  consuming func keep(as finalPath: String) throws(GitError) {
    var attempts = 0
    while rename(path, finalPath) != 0 {
      // Garbage collection removes a folder that it has emptied, at any moment between its making and this.
      guard errno == ENOENT, attempts < Self.attempts, let slash = finalPath.lastIndex(of: "/") else {
        throw SystemError.current("name \(finalPath)")
      }
      attempts += 1
      try SystemError.make(folder: String(finalPath[..<slash]))
    }
    isKept = true
  }

  private static let attempts = 16
}

/// Failures of the operating system, as Git errors.
enum SystemError {
  /// The error that `errno` tells.
  static func current(_ operation: String) -> GitError {
    let code = errno
    let kind: GitError.Kind = code == ENOENT ? .notFound : .io
    return GitError(kind, operation: operation, detail: String(cString: strerror(code)))
  }

  /// Puts the entries of `folder` on the disk.
  static func sync(folder: String) throws(GitError) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw current("open \(folder)") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw current("write \(folder)") }
  }

  /// Makes `folder`, whose name ends with a slash, and the folders above it, unless they are there.
  static func makeAll(folders folder: String) throws(GitError) {
    for (index, character) in zip(folder.indices, folder) where character == "/" && index > folder.startIndex
    {
      try make(folder: String(folder[..<index]))
    }
  }

  /// Makes `folder` unless it is there.
  static func make(folder: String) throws(GitError) {
    guard mkdir(folder, 0o777) == 0 || errno == EEXIST else { throw current("make folder \(folder)") }
  }
}
