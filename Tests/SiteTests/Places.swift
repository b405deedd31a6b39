import Foundation
import JSON

/// Where the tests find files: beside this one, in the package, and in what stands beside the package.
enum Places {
  static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  static let package = tests.deletingLastPathComponent().deletingLastPathComponent()
  static let templates = package.appendingPathComponent("site-templates")
  static let corpus = package.deletingLastPathComponent().appendingPathComponent("shared/corpus")

  static func fixture(_ name: String) throws -> JSON {
    try JSON(parsing: [UInt8](Data(contentsOf: tests.appendingPathComponent("Fixtures/\(name).json"))))
  }
}

/// Real workflows that do not come with the project.
enum Shared {
  static let isPresent = FileManager.default.fileExists(atPath: Places.corpus.path)

  static func corpus() throws -> [(name: String, workflow: JSON)] {
    try FileManager.default.contentsOfDirectory(atPath: Places.corpus.path).sorted()
      .filter { $0.hasSuffix(".json") }
      .map { name in
        (name, try JSON(parsing: [UInt8](Data(contentsOf: Places.corpus.appendingPathComponent(name)))))
      }
  }
}
