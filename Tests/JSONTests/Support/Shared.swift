import Foundation

/// The reference material beside the package, which is not everywhere.
enum Shared {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared")

  static var isPresent: Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent("corpus").path)
  }

  /// The workflows of the corpus by file name.
  static var corpus: [(name: String, bytes: [UInt8])] {
    get throws {
      let corpus = folder.appendingPathComponent("corpus")
      return try FileManager.default.contentsOfDirectory(atPath: corpus.path)
        .filter { $0.hasSuffix(".json") }.sorted()
        .map { ($0, [UInt8](try Data(contentsOf: corpus.appendingPathComponent($0)))) }
    }
  }
}
