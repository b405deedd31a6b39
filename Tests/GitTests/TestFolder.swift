import Foundation
import Testing

@testable import Git

/// A folder that exists as long as the test holds it.
final class TestFolder: Sendable {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "git-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of `name` in the folder.
  func callAsFunction(_ name: String) -> String { path + "/" + name }

  func repository(_ name: String = "repository.git", bare: Bool = true) throws -> Repository {
    try Repository.create(at: self(name), bare: bare, initialBranch: "main")
  }

  /// Writes a file, with its folders.
  func write(_ text: String, to name: String) throws {
    let url = URL(fileURLWithPath: self(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func read(_ name: String) -> String? {
    FileManager.default.contents(atPath: self(name)).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// What a command printed and how it ended.
struct CommandResult {
  let status: Int32
  let output: String
  let errors: String
}

/// The git command line: the judge from outside.
enum GitCommand {
  /// Runs git in `folder` and returns what happened. The configuration of the machine and its user plays no part.
  static func result(_ arguments: [String], in folder: String, input: String = "") throws -> CommandResult {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder,
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Judge", "GIT_AUTHOR_EMAIL": "judge@example.org",
      "GIT_COMMITTER_NAME": "Judge", "GIT_COMMITTER_EMAIL": "judge@example.org", "LC_ALL": "C.UTF-8",
      "GIT_AUTHOR_DATE": "1700000000 +0000", "GIT_COMMITTER_DATE": "1700000000 +0000",
    ]
    let output = Pipe()
    let errors = Pipe()
    let standardInput = Pipe()
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = standardInput
    try process.run()
    // Killed, not terminated: it inherits the blocked signals of the test's threads.
    let timeout = DispatchWorkItem { kill(process.processIdentifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + 10, execute: timeout)
    standardInput.fileHandleForWriting.write(Data(input.utf8))
    try standardInput.fileHandleForWriting.close()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let errorText = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    timeout.cancel()
    return CommandResult(
      status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
      errors: String(decoding: errorText, as: UTF8.self))
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

extension Signature {
  static let robot = Signature(
    name: "Robot", email: "robot@example.org", time: 1_700_000_000, offsetMinutes: 90)
}

extension Repository {
  /// Commits `files` onto `parent` and returns the commit; stored, but no reference moves.
  func commit(
    _ files: [String: String?], onto parent: OID? = nil, message: String = "test: change files\n"
  ) throws -> OID {
    let transaction = makeTransaction()
    let edits = files.mapValues { text in
      text.map { TreeEdit.file(transaction.blob(Array($0.utf8))) } ?? .remove
    }
    let tree = try transaction.tree(editing: parent, edits)
    let commit = transaction.commit(
      tree: tree, parents: parent.map { [$0] } ?? [], author: .robot, committer: .robot, message: message)
    try transaction.flush()
    return commit
  }
}
