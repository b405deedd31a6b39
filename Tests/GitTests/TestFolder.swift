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
