#if canImport(Glibc)
  import Glibc
#endif

/// A running `git` command whose standard input and output we speak with.
final class GitProcess {
  private let connection: Int32
  private let errors: Int32
  private let process: pid_t
  private var exitCode: Int32?

  /// Variables that would make Git work on another repository than the named one (`git rev-parse --local-env-vars`).
  private static let localVariables: Set<Substring> = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT",
    "GIT_OBJECT_DIRECTORY", "GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_GRAFT_FILE",
    "GIT_INDEX_FILE", "GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE", "GIT_PREFIX", "GIT_SHALLOW_FILE",
    "GIT_COMMON_DIR",
  ]

  /// Starts `git` with `arguments`; it inherits the environment.
  init(_ arguments: [String]) throws(GitError) {
    var sockets: [Int32] = [-1, -1]
    var errorSockets: [Int32] = [-1, -1]
    // Sockets rather than pipes: writing to a command that has ended is then an error and no signal. The one for its
    // complaints does not block: too many of them are lost, instead of stopping the command.
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &sockets) == 0 else { throw SystemError.current("start git") }
    guard socketpair(AF_UNIX, kind | Int32(SOCK_NONBLOCK.rawValue), 0, &errorSockets) == 0 else {
      sockets.forEach { close($0) }
      throw SystemError.current("start git")
    }
    connection = sockets[0]
    errors = errorSockets[0]
    var started: pid_t = 0
    let status = Self.spawn(&started, arguments, connection: sockets[1], errors: errorSockets[1])
    process = started
    close(sockets[1])
    close(errorSockets[1])
    guard status == 0 else {
      exitCode = -1
      close(connection)
      close(errors)
      throw GitError(
        .notFound, operation: "start git",
        detail:
          "\(String(cString: strerror(status))); this needs the git command"
      )
    }
  }

  deinit { finish() }

  /// Reads what is there, at most `count` bytes; zero at the end.
  func read(into buffer: UnsafeMutablePointer<CChar>, count: Int) throws(GitError) -> Int {
    while true {
      let got = recv(connection, buffer, count, 0)
      if got >= 0 { return got }
      if errno != EINTR { throw SystemError.current("read from git") }
    }
  }

  /// Writes all of the `count` bytes.
  func write(_ bytes: UnsafePointer<CChar>, count: Int) throws(GitError) {
    var written = 0
    while written < count {
      let sent = send(connection, bytes + written, count - written, Int32(MSG_NOSIGNAL))
      if sent < 0, errno == EINTR { continue }
      guard sent >= 0 else { throw SystemError.current("write to git") }
      written += sent
    }
  }

  /// The last words of the command on standard error, bounded; empty when it had nothing to say.
  func complaint() -> String {
    let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
      count = max(0, Glibc.read(errors, buffer.baseAddress, buffer.count))
    }
    return String(decoding: bytes, as: UTF8.self).trimmed
  }

  /// Reads what the command prints until it ends, and returns its last words on standard error.
  func complaintAtEnd() -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
      guard let start = buffer.baseAddress else { return }
      while let count = try? read(into: start, count: buffer.count), count > 0 {}
    }
    return complaint()
  }

  /// Ends the conversation and waits for the command, which may still have hooks to run.
  ///
  /// - Returns: Its exit code; that of the first call when called again.
  @discardableResult
  func finish() -> Int32 {
    if let exitCode { return exitCode }
    close(connection)
    close(errors)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let code = status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
    exitCode = code
    return code
  }

  private static func spawn(
    _ process: inout pid_t, _ arguments: [String], connection: Int32, errors: Int32
  ) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, connection, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, connection, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
    return (["git"] + arguments).withCStrings { arguments in
      environment().withCStrings { environment in
        posix_spawnp(&process, "git", &actions, nil, arguments, environment)
      }
    }
  }

  private static func environment() -> [String] {
    var variables: [String] = []
    var next = environ
    while let variable = next.pointee {
      let text = String(cString: variable)
      if !localVariables.contains(text.prefix { $0 != "=" }) { variables.append(text) }
      next += 1
    }
    return variables
  }
}

extension Array<String> {
  /// Calls `body` with these texts as a list that ends with a null pointer.
  fileprivate func withCStrings<Result>(
    _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    let copies = map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return (copies + [nil]).withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure("the list has at least its end") }
      return body(start)
    }
  }
}
