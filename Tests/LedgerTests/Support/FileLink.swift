import Foundation

/// Makes a symbolic link.
enum FileLink {
  static func make(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
  }
}
