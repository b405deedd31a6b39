/// Arguments that belong together: a type whose properties are declared with
/// ``Option``, ``Flag``, ``Argument`` and ``OptionGroup``.
package protocol ParsableArguments: Sendable {
  /// Makes an instance that stands at its declared defaults.
  init()

  /// Looks at the arguments as a whole, after each was parsed by itself.
  ///
  /// Throw ``ValidationError`` to refuse them; the process then exits with ``ExitCode/usage``.
  mutating func validate() throws
}

extension ParsableArguments {
  package mutating func validate() throws {}
}

/// A command of the program, or a group of commands when its configuration names subcommands.
///
/// Shaped like swift-argument-parser's `AsyncParsableCommand`; the context is handed in, because
/// a command knows no globals.
package protocol Command: ParsableArguments {
  /// Name, help and subcommands.
  static var configuration: CommandConfiguration { get }

  /// Does the work.
  ///
  /// Throw an ``ExitCode`` to end with it, a ``PresentableError`` to explain a failure,
  /// or a ``ValidationError`` when the arguments make no sense.
  mutating func run(_ context: CommandContext) async throws
}

extension Command {
  package static var configuration: CommandConfiguration { CommandConfiguration() }

  /// A command without a `run` of its own is a group: it does nothing by itself.
  package mutating func run(_ context: CommandContext) async throws {
    throw ValidationError("this command only groups others")
  }
}
