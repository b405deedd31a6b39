import Foundation

/// The reference material beside the package, where a machine has it.
enum Shared {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let directory = root.deletingLastPathComponent().appending(path: "shared")

  static var isPresent: Bool { FileManager.default.fileExists(atPath: directory.path) }

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: directory.appending(path: path)))
  }

  static func names(in path: String, suffix: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory.appending(path: path).path)
      .filter { $0.hasSuffix(suffix) }.sorted()
  }
}
