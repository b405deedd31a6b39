import Governance

#if canImport(Glibc)
  import Glibc
#endif

/// The command line of age (Debian package `age`), as people use it too. What is secret goes through memory files and
/// standard input: never through arguments, variables or the disk.
enum Age {
  /// The public key of an identity.
  static func recipient(of identity: String) throws(OpsError) -> String {
    let output = try run("age-keygen", ["-y"], input: Array("\(identity)\n".utf8))
    let text = String(decoding: output, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
    guard text.hasPrefix("age1") else { throw failure("age-keygen", "it printed no public key") }
    return text
  }

  /// Armored text, which Git shows as text.
  static func seal(_ bytes: [UInt8], to recipients: [String]) throws(OpsError) -> [UInt8] {
    try run("age", ["--encrypt", "--armor"] + recipients.flatMap { ["--recipient", $0] }, input: bytes)
  }

  static func open(_ sealed: [UInt8], with identity: String) throws(OpsError) -> [UInt8] {
    try run(
      "age", ["--decrypt", "--identity", "-", "/dev/fd/3"], input: Array("\(identity)\n".utf8), file: sealed)
  }

  /// - Parameter file: what the command finds at `/dev/fd/3`.
  private static func run(_ program: String, _ arguments: [String], input: [UInt8], file: [UInt8] = [])
    throws(OpsError) -> [UInt8]
  {
    let streams = try [input, file, [], []].map { bytes throws(OpsError) in try MemoryFile(bytes) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (stream, target) in zip(streams, [STDIN_FILENO, 3, STDOUT_FILENO, STDERR_FILENO]) {
      posix_spawn_file_actions_adddup2(&actions, stream.descriptor, target)
    }
    var process: pid_t = 0
    // Nothing of our own environment, where keys may stand.
    let variables = ["PATH=\(getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin")"]
    let failed = withCStrings([program] + arguments) { arguments in
      withCStrings(variables) { posix_spawnp(&process, program, &actions, nil, arguments, $0) }
    }
    guard failed == 0 else {
      throw OpsError(
        "The program \(program) cannot be run", because: String(cString: strerror(failed)),
        remedy: "Install it (Debian package age).")
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    // Its own words are not passed on: they may quote what they could not read.
    guard status == 0 else {
      throw failure(program, "the value is damaged, or is not sealed to the service key that is configured")
    }
    return streams[2].bytes()
  }

  private static func failure(_ program: String, _ why: String) -> OpsError {
    OpsError(
      "A secret can neither be sealed nor opened", because: "\(program): \(why)",
      remedy: "Check the key that \(ServiceKey.variable) names, and `recipients` in policies/secrets.json.")
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    let copies = texts.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return (copies + [nil]).withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure("the list has at least its end") }
      return body(start)
    }
  }
}

/// A file without a name, in memory only.
private final class MemoryFile {
  let descriptor: Int32

  init(_ bytes: [UInt8]) throws(OpsError) {
    // Above the numbers that the command's own streams get, which are put in place one after the other.
    var random = SystemRandomNumberGenerator()
    let name = "/n8n-ops-\(getpid())-\(random.next())"
    let made = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0o600)
    shm_unlink(name)
    descriptor = made < 0 ? made : fcntl(made, F_DUPFD_CLOEXEC, 10)
    if made >= 0 { close(made) }
    guard descriptor >= 0 else { throw OpsError("No memory file", because: String(cString: strerror(errno))) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw OpsError("No memory file", because: String(cString: strerror(errno))) }
      rest = rest.dropFirst(count)
    }
    lseek(descriptor, 0, SEEK_SET)
  }

  deinit { close(descriptor) }

  func bytes() -> [UInt8] {
    lseek(descriptor, 0, SEEK_SET)
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(descriptor, &buffer, buffer.count), count > 0 { result += buffer[..<count] }
    return result
  }
}
