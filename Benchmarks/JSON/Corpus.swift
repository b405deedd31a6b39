import Foundation

/// The JSON files of a folder, in memory.
struct Corpus {
  let files: [[UInt8]]

  /// The sum of the files' sizes in bytes.
  var size: Int { files.reduce(0) { $0 + $1.count } }

  /// Reads the `.json` files of `folder`, in order of their names.
  init(folder: String) throws {
    files = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".json") }
      .sorted()
      .map { [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent($0))) }
  }
}
