import Foundation

/// A folder that exists as long as the test holds it.
package final class TestFolder: Sendable {
  package let path: String

  package init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "n8n-ops-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Another folder with the same files.
  package func copy() throws -> TestFolder {
    let other = try TestFolder()
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      try FileManager.default.copyItem(atPath: self(name), toPath: other(name))
    }
    return other
  }

  /// The path of `name` in the folder.
  package func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

  package func write(_ text: String, to name: String) throws {
    let url = URL(fileURLWithPath: self(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  package func read(_ name: String) -> String? {
    FileManager.default.contents(atPath: self(name)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// What the git command line says, without white space at the end: the judge of everything that is written.
  @discardableResult
  package func git(_ arguments: String..., in name: String = "repository") throws -> String {
    try git(arguments, in: name, email: "judge@example.org")
  }

  /// As ``git(_:in:)``, by somebody of the given mail address.
  @discardableResult
  package func git(_ arguments: [String], in name: String, email: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", self(name)] + arguments
    process.environment = [
      "PATH": "/usr/bin:/bin", "HOME": path, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C",
      "GIT_AUTHOR_NAME": "Judge", "GIT_AUTHOR_EMAIL": email, "GIT_COMMITTER_NAME": "Judge",
      "GIT_COMMITTER_EMAIL": email, "GIT_AUTHOR_DATE": "1800000000 +0000",
      "GIT_COMMITTER_DATE": "1800000000 +0000",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    guard process.terminationStatus == 0 else { throw Refused(arguments: arguments, output: text) }
    return text
  }

  /// The git command line refused.
  package struct Refused: Error {
    package let arguments: [String]
    package let output: String
  }
}
