import Foundation
import JSON
import Simulator

/// A file that cannot be loaded.
struct LoadingError: Error, CustomStringConvertible {
  let path: String
  let reason: String

  var description: String { "\(path): \(reason)" }
}

/// Stores the workflows of all `*.json` files of a folder, in the order of their names.
func load(_ folder: String, into simulator: Simulator, active: Bool) throws {
  let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }
  for name in names.sorted() {
    let path = folder + "/" + name
    do {
      let document = try JSON(parsing: Array(try Data(contentsOf: URL(filePath: path))))
      try simulator.load(workflow: document, active: active)
    } catch {
      throw LoadingError(path: path, reason: "\(error)")
    }
  }
}
