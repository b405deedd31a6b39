import Foundation
import Testing

/// The git command line: the judge from outside.
enum GitCommand {
  /// Runs git in `folder` and returns what happened. The configuration of the machine and its user plays no part.
  static func result(_ arguments: [String], in folder: String, input: String = "") throws -> CommandResult {
    let environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder,
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Judge", "GIT_AUTHOR_EMAIL": "judge@example.org",
      "GIT_COMMITTER_NAME": "Judge", "GIT_COMMITTER_EMAIL": "judge@example.org", "LC_ALL": "C.UTF-8",
      "GIT_AUTHOR_DATE": "1700000000 +0000", "GIT_COMMITTER_DATE": "1700000000 +0000",
    ]
    return try Command.run(["git", "-C", folder] + arguments, environment: environment, input: input)
  }

  /// Runs git in `folder`, expects success and returns its output without the last line end.
  @discardableResult
  static func run(
    _ arguments: String..., in folder: String, input: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let result = try result(arguments, in: folder, input: input)
    #expect(
      result.status == 0, "git \(arguments.joined(separator: " ")): \(result.errors)",
      sourceLocation: sourceLocation)
    return result.output.hasSuffix("\n") ? String(result.output.dropLast()) : result.output
  }
}
