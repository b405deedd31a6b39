import Foundation
import TestSupport
import Testing

/// Git over HTTP: a few lines of Python around `git http-backend`, which asks for a password.
final class HTTPGitServer {
  let port: Int
  private let process: pid_t

  static var isPossible: Bool {
    let commands = [["python3", "--version"], ["git", "http-backend", "--help"]]
    return commands.allSatisfy { (try? Command.run($0).status) == 0 }
  }

  /// Serves the repositories in `folder`; with TLS when there is a `certificate` (a file with the key too).
  init(_ folder: TestFolder, certificate: String = "") throws {
    try folder.write(GitOverHTTP.script, to: "server.py")
    let output = folder("server.out")
    let arguments = ["python3", folder("server.py"), folder.path, output, certificate]
    process = try Command.start(arguments, ProcessInfo.processInfo.environment, folder.path)
    var port: Int?
    for _ in 0..<1000 where port == nil {
      port = folder.read("server.out").flatMap { $0.hasSuffix("\n") ? Int($0.dropLast()) : nil }
      usleep(10_000)
    }
    guard let port else {
      kill(process, SIGKILL)
      throw CommandError(words: folder.read("errors") ?? "")
    }
    self.port = port
  }

  deinit {
    var status: Int32 = 0
    kill(process, SIGKILL)
    waitpid(process, &status, 0)
  }
}

/// A command that did not do what a test needs.
struct CommandError: Error {
  let words: String
}
