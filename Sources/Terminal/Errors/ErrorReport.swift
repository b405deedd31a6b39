/// An error in the words that it is told with, to a person or to a program.
package struct ErrorReport: Sendable, Hashable {
  /// What happened, one sentence without a full stop.
  package var what: String
  /// Which environment, file, workflow or call.
  package var place: String?
  /// The cause, when it is known.
  package var why: String?
  /// What to do next.
  package var remedy: String?
  /// The name of the state, where programs tell it apart.
  package var code: String?
  /// How the process ends.
  package var exitCode: ExitCode

  /// Whether the command line could not be understood; its words are safe to show already.
  var isUsage: Bool

  /// Nil for an ``ExitCode``, which ends a command silently.
  package init?(_ error: any Error) {
    switch error {
    case is ExitCode:
      return nil
    case let error as UsageError:
      self.init(
        what: error.description,
        remedy: "Run '\(error.path.joined(separator: " ")) --help' to see how it is used.",
        exitCode: .usage, isUsage: true)
    case let error as any PresentableError:
      self.init(
        what: error.what, place: error.where, why: error.why, remedy: error.remedy,
        code: error.codeName, exitCode: error.exitCode)
    case is CancellationError:
      self.init(what: "interrupted", exitCode: .interrupted)
    default:
      self.init(what: "\(error)", exitCode: .failure)
    }
  }

  private init(
    what: String, place: String? = nil, why: String? = nil, remedy: String? = nil,
    code: String? = nil, exitCode: ExitCode,
    isUsage: Bool = false
  ) {
    self.what = what
    self.place = place
    self.why = why
    self.remedy = remedy
    self.code = code
    self.exitCode = exitCode
    self.isUsage = isUsage
  }
}

/// How a program's errors are told to other programs: one more document on standard output.
package struct ErrorDocument: Sendable {
  /// The flag that asks for it, such as `--json`.
  let flag: String
  /// The document of an error.
  let bytes: @Sendable (ErrorReport) -> [UInt8]

  /// - Parameters: as the properties of the same names.
  package init(flag: String, bytes: @escaping @Sendable (ErrorReport) -> [UInt8]) {
    self.flag = flag
    self.bytes = bytes
  }
}
