import Foundation

/// A folder of a test's own, gone with its owner.
final class Scratch: Sendable {
  let url: URL

  init(_ name: String = "scratch") throws {
    url = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent(
      "n8n-ops-\(name)-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var ops: Program { .built("n8n-ops", in: url) }
  var git: Program { .tool("git", in: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func text(_ name: String) throws -> String {
    try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
  }

  /// The JSON of a file in a Git repository of this folder.
  func json(_ repository: String, _ revision: String) throws -> [String: Any] {
    let outcome = try git.run("-C", path(repository), "cat-file", "blob", revision)
    return try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any] ?? [:]
  }

  /// Lines that git prints.
  func lines(_ repository: String, _ arguments: String...) throws -> [String] {
    try lines(repository, arguments)
  }

  func lines(_ repository: String, _ arguments: [String]) throws -> [String] {
    let outcome = try git.run(["-C", path(repository)] + arguments)
    return outcome.output.split(separator: "\n").map(String.init)
  }
}

/// Where the project lies, and what stands around it.
enum Project {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Real workflows, where the machine has them.
  static let corpus = root.deletingLastPathComponent().appendingPathComponent("shared/corpus")

  static var hasCorpus: Bool { FileManager.default.fileExists(atPath: corpus.path) }

  /// The Python that has the judges of pages.
  static let python = root.appendingPathComponent(".venv/bin/python").path

  static var hasJudges: Bool { FileManager.default.isExecutableFile(atPath: python) }

  static var hasBrowser: Bool {
    hasJudges && FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium")
  }

  static func judge(_ name: String) -> String { root.appendingPathComponent("scripts/judges/\(name)").path }
}
