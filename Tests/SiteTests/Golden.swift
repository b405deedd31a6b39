import Foundation
import Testing

/// A file that a result is held against. `UPDATE_GOLDEN=1` writes it anew, to be read as a diff.
enum Golden {
  static func expect(_ result: String, in name: String, sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    let file = Places.tests.appendingPathComponent("Goldens/\(name)")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(result.utf8).write(to: file)
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    #expect(
      result == expected, "\(name) differs; UPDATE_GOLDEN=1 writes it anew", sourceLocation: sourceLocation)
  }
}
