import Foundation
import Testing

/// What a command printed and how it ended.
struct CommandResult {
  /// Its exit code; negative: the signal that ended it.
  let status: Int32
  let output: String
  let errors: String
}

/// Runs commands of the system. Not Foundation's `Process`, which crashes when several threads start processes.
enum Command {
  /// Runs `arguments`, the first of which is found in the path, and waits at most a minute.
  static func run(
    _ arguments: [String], environment: [String: String] = ProcessInfo.processInfo.environment,
    input: String = ""
  ) throws -> CommandResult {
    let folder = FileManager.default.temporaryDirectory.path + "/command-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data(input.utf8).write(to: URL(fileURLWithPath: folder + "/input"))
    let process = try start(arguments, environment, folder)
    let status = wait(for: process)
    return CommandResult(status: status, output: read(folder + "/output"), errors: read(folder + "/errors"))
  }

  /// Starts `arguments` with its input and output in files of `folder`.
  static func start(_ arguments: [String], _ environment: [String: String], _ folder: String) throws
    -> pid_t
  {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let writing = O_WRONLY | O_CREAT
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, folder + "/input", O_RDONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, folder + "/output", writing, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, folder + "/errors", writing, 0o600)
    let words = arguments.map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var process = pid_t()
    try #require(posix_spawnp(&process, arguments[0], &actions, nil, words, variables) == 0)
    return process
  }

  private static func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    for _ in 0..<60_000 {
      if waitpid(process, &status, WNOHANG) == process {
        return status & 0x7f == 0 ? status >> 8 : -(status & 0x7f)
      }
      usleep(1000)
    }
    kill(process, SIGKILL)
    waitpid(process, &status, 0)
    return -SIGKILL
  }

  private static func read(_ path: String) -> String {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
