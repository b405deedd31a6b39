import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Runs the program as a user who owns nothing but the repository, with the rights that this user has.
struct Nobody {
  private static let switching = ["--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all"]
  private let storage: FaultyStorage
  private let tool: Program

  init(_ storage: FaultyStorage) {
    self.storage = storage
    // Git opens what belongs to somebody else only if it is told to.
    let configuration = storage.scratch.path("nobody.config")
    try? storage.write("[safe]\n\tdirectory = *\n", to: "nobody.config")
    tool = Program.tool("setpriv", in: storage.scratch.url).with(storage.program.variables).with([
      "GIT_CONFIG_GLOBAL": configuration
    ])
  }

  static var canRun: Bool {
    let path = Program.built("n8n-ops", in: URL(fileURLWithPath: "/tmp")).path
    let outcome = try? Program.tool("setpriv", in: URL(fileURLWithPath: "/tmp")).run(
      switching + [path, "--version"])
    return getuid() == 0 && outcome?.status == 0
  }

  /// Gives a repository away.
  func owns(_ name: String) throws {
    try expect(
      Program.tool("chown", in: storage.scratch.url).run("-R", "65534:65534", storage.scratch.path(name)))
  }

  func run(_ words: String...) throws -> Program.Outcome {
    try tool.run(Self.switching + [storage.program.path] + words)
  }
}
