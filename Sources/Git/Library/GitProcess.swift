#if canImport(Glibc)
  import Glibc
#endif

/// A running command, `git` or what git itself calls, whose standard input and output we speak with.
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

  /// Starts `program` with `arguments`; it inherits the environment, with `variables` besides.
  init(_ arguments: [String], program: String = "git", variables: [String: String] = [:]) throws(GitError) {
    var sockets: [Int32] = [-1, -1]
    var errorSockets: [Int32] = [-1, -1]
    // Sockets rather than pipes: writing to a command that has ended is then an error and no signal. The one for its
    // complaints does not block: too many of them are lost, instead of stopping the command.
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &sockets) == 0 else { throw SystemError.current("start \(program)") }
    guard socketpair(AF_UNIX, kind | Int32(SOCK_NONBLOCK.rawValue), 0, &errorSockets) == 0 else {
      sockets.forEach { close($0) }
      throw SystemError.current("start \(program)")
    }
    connection = sockets[0]
    errors = errorSockets[0]
    var started: pid_t = 0
    let status = Self.spawn(
      &started, [program] + arguments, variables, connection: sockets[1], errors: errorSockets[1])
    process = started
    close(sockets[1])
    close(errorSockets[1])
    guard status == 0 else {
      exitCode = -1
      close(connection)
      close(errors)
      throw GitError(
        .notFound, operation: "start \(program)",
        detail:
          "\(String(cString: strerror(status))); this needs the command \(program)"
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

  /// Tells the command that nothing more comes.
  func endInput() { shutdown(connection, Int32(SHUT_WR)) }

  /// All that the command prints until it ends, cut at `limit` bytes.
  func output(limit: Int) throws(GitError) -> [UInt8] {
    var bytes: [UInt8] = []
    var failure: GitError?
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
      guard let start = buffer.baseAddress else { return }
      do throws(GitError) {
        while true {
          let count = try read(into: start, count: buffer.count)
          if count == 0 { return }
          if bytes.count < limit { bytes += buffer[..<count].map { UInt8(bitPattern: $0) } }
        }
      } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
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
    _ process: inout pid_t, _ words: [String], _ variables: [String: String], connection: Int32, errors: Int32
  ) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, connection, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, connection, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
    return words.withCStrings { arguments in
      (environment(without: variables) + variables.map { "\($0.key)=\($0.value)" }).withCStrings {
        environment in
        posix_spawnp(&process, words[0], &actions, nil, arguments, environment)
      }
    }
  }

  private static func environment(without replaced: [String: String]) -> [String] {
    var variables: [String] = []
    var next = environ
    while let variable = next.pointee {
      let text = String(cString: variable)
      let name = text.prefix { $0 != "=" }
      if !localVariables.contains(name), replaced[String(name)] == nil { variables.append(text) }
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
