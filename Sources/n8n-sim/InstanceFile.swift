import Foundation
import Simulator
import Terminal

/// The file in which an instance is kept between two runs.
struct InstanceFile {
  let path: String

  /// Takes over what the last run has left.
  ///
  /// - Returns: false where there is no file yet.
  func restore(_ simulator: Simulator) throws(Unusable) -> Bool {
    guard FileManager.default.fileExists(atPath: path) else { return false }
    do {
      try simulator.restore(Array(try Data(contentsOf: URL(filePath: path))))
      return true
    } catch {
      throw Unusable(place: path, reason: "\(error)")
    }
  }

  /// Writes what is stored, in the place of the old file only when all of it is there.
  func store(_ simulator: Simulator) throws(Unusable) {
    do {
      try Data(try simulator.state).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw Unusable(place: path, reason: "\(error)")
    }
  }

  /// A file that cannot be read or written.
  struct Unusable: PresentableError {
    let place: String
    let reason: String

    var what: String { "the state of the instance cannot be kept there" }
    var `where`: String? { place }
    var why: String? { reason }
    var remedy: String? { "name a file that n8n-sim has written, or one that does not exist yet" }
  }
}
