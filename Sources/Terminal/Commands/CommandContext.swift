/// What a command may use of the world around it. Nothing else is global.
package struct CommandContext: Sendable {
  /// Where output, notes and progress go.
  package var console: Console
  /// The environment variables.
  package var environment: [String: String]
  /// Absolute path that relative paths in arguments start from.
  package var workingDirectory: String
  /// The present time in milliseconds since 1970-01-01T00:00:00Z.
  package var now: @Sendable () -> Int64
  /// Reads standard input to its end, at most the given number of bytes.
  package var readInput: @Sendable (_ limit: Int) -> [UInt8]
  /// The command that runs, by the words that call it without the program's name: `env overlay set`.
  package internal(set) var command = ""

  package init(
    console: Console, environment: [String: String], workingDirectory: String,
    now: @escaping @Sendable () -> Int64,
    readInput: @escaping @Sendable (_ limit: Int) -> [UInt8] = { _ in [] }
  ) {
    self.console = console
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.now = now
    self.readInput = readInput
  }
}
