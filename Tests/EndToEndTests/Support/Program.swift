import Foundation

/// A program that runs as a process of its own, in a clean environment.
struct Program {
  /// What a finished run left.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String

    /// Both streams, for messages of failed expectations.
    var all: String { output + errors }
  }

  let path: String
  var folder: URL
  var variables: [String: String]
  /// What stands before the arguments of each run.
  var words: [String] = []

  /// One of the executables that were built together with the tests.
  static func built(_ name: String, in folder: URL) -> Program {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return Program(
      path: tests.deletingLastPathComponent().appendingPathComponent(name).path, folder: folder,
      variables: clean(folder))
  }

  /// A tool of the machine.
  static func tool(_ name: String, in folder: URL) -> Program {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    let path = folders.map { "\($0)/\(name)" }.first(where: FileManager.default.isExecutableFile)
    return Program(path: path ?? "/usr/bin/\(name)", folder: folder, variables: clean(folder))
  }

  /// Nothing of the user who runs the tests: no configuration of Git, no home, no keys.
  private static func clean(_ folder: URL) -> [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder.path,
      "LC_ALL": "C.UTF-8",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "TERM": "dumb",
    ]
  }

  /// The same program for a person.
  func acting(as name: String, _ email: String) -> Program {
    var copy = self
    for role in ["AUTHOR", "COMMITTER"] {
      copy.variables["GIT_\(role)_NAME"] = name
      copy.variables["GIT_\(role)_EMAIL"] = email
    }
    return copy
  }

  /// Runs to the end.
  @discardableResult
  func run(_ arguments: String...) throws -> Outcome { try run(arguments) }

  /// Runs to the end, with the words in an array.
  func run(_ arguments: [String]) throws -> Outcome {
    let running = try start(arguments)
    return try running.wait()
  }

  /// The same program with more variables.
  func with(_ more: [String: String]) -> Program {
    var copy = self
    copy.variables.merge(more) { $1 }
    return copy
  }

  /// Starts and does not wait.
  func start(_ arguments: [String]) throws -> Running {
    try Running(self, arguments)
  }
}

/// A program that is running. Output goes to files, so that no pipe can fill up.
final class Running {
  let process = Process()
  private let outputFile: URL
  private let errorFile: URL

  fileprivate init(_ program: Program, _ arguments: [String]) throws {
    let name = UUID().uuidString
    outputFile = program.folder.appendingPathComponent(".\(name).out")
    errorFile = program.folder.appendingPathComponent(".\(name).err")
    for file in [outputFile, errorFile] { try Data().write(to: file) }
    process.executableURL = URL(fileURLWithPath: program.path)
    process.arguments = program.words + arguments
    process.currentDirectoryURL = program.folder
    process.environment = program.variables
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try unblocked { try process.run() }
  }

  /// A child inherits the signals that its starting thread blocks, and threads of tasks block nearly all.
  private func unblocked(_ body: () throws -> Void) rethrows {
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }

  /// Sends it a signal, as Ctrl-C or a service manager does.
  func signal(_ number: Int32) {
    if process.isRunning { Foundation.kill(process.processIdentifier, number) }
  }

  /// What it has written by now.
  var output: String { text(outputFile) }
  var errors: String { text(errorFile) }

  /// Waits until it has written something, or has ended, or a minute is over.
  func waitUntil(_ condition: (Running) -> Bool) -> Bool {
    let deadline = Date().addingTimeInterval(60)
    while process.isRunning, Date() < deadline {
      if condition(self) { return true }
      usleep(10_000)
    }
    return condition(self)
  }

  /// Git objects hold bytes that are no text; what is none is replaced.
  private func text(_ file: URL) -> String {
    String(decoding: (try? Data(contentsOf: file)) ?? Data(), as: UTF8.self)
  }

  func wait() throws -> Program.Outcome {
    process.waitUntilExit()
    defer { for file in [outputFile, errorFile] { try? FileManager.default.removeItem(at: file) } }
    return Program.Outcome(
      status: process.terminationReason == .exit
        ? process.terminationStatus : 128 + process.terminationStatus,
      output: output, errors: text(errorFile))
  }

  /// Ends it at once.
  func kill() {
    if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  deinit { kill() }
}
