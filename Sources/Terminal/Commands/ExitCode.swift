/// How a command ended, as its caller sees it. Throw one from `run` to end with it silently.
package struct ExitCode: Error, Sendable, Hashable, RawRepresentable {
  /// The process's exit status.
  package var rawValue: Int32

  /// A status of the caller's own; 0 to 255 reach a shell.
  package init(rawValue: Int32) { self.rawValue = rawValue }

  /// Done.
  package static let success = ExitCode(rawValue: 0)
  /// Failed.
  package static let failure = ExitCode(rawValue: 1)
  /// A check found something: drift, violations.
  package static let found = ExitCode(rawValue: 2)
  /// Some items failed, the rest is done.
  package static let partial = ExitCode(rawValue: 3)
  /// The command line was wrong (`EX_USAGE` of sysexits.h).
  package static let usage = ExitCode(rawValue: 64)
  /// Interrupted before the end, as a shell reports SIGINT.
  package static let interrupted = ExitCode(rawValue: 130)
}
