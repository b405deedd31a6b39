import Foundation
import Governance

/// The folder that the demo works in.
struct DemoFolder: Sendable {
  let path: String

  /// The file that says a folder was made by the demo.
  private var marker: String { "\(path)/.n8n-ops-demo" }

  var repository: String { "\(path)/ops.git" }
  var review: String { "\(path)/review" }
  var site: String { "\(path)/site" }

  func key(_ environment: String) -> String { "\(path)/keys/\(environment)" }

  /// Refuses a folder that the demo did not make.
  ///
  /// - Returns: whether there is one.
  @discardableResult
  func check() throws(OpsError) -> Bool {
    let files = FileManager.default
    guard files.fileExists(atPath: path) else { return false }
    let isOurs = files.fileExists(atPath: marker)
    let isEmpty = (try? files.contentsOfDirectory(atPath: path).isEmpty) ?? false
    guard isOurs || isEmpty else {
      throw OpsError(
        "The folder was not made by the demo, so it is left alone", at: path,
        remedy: "Name another folder: n8n-ops demo ./another")
    }
    return true
  }

  /// Makes the folder anew; refuses one that the demo did not make.
  func prepare() throws(OpsError) {
    let files = FileManager.default
    let isThere = try check()
    do {
      if isThere { try clear() }
      try files.createDirectory(atPath: "\(path)/keys", withIntermediateDirectories: true)
      try Data("Made by `n8n-ops demo`; it may be deleted at any time.\n".utf8).write(
        to: URL(fileURLWithPath: marker))
    } catch {
      throw OpsError(
        "The demo's folder cannot be made", at: path, because: DemoFolder.cause(of: error),
        remedy: "Name a folder that you may write to: n8n-ops demo /tmp/n8n-ops-demo")
    }
  }

  /// The words of the operating system, where it was asked.
  private static func cause(of error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    return underlying?.localizedDescription ?? error.localizedDescription
  }

  /// The marker goes last, so that an interrupted run is recognised by the next.
  private func clear() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: path) where name != ".n8n-ops-demo" {
      try remove("\(path)/\(name)")
    }
  }

  /// A git that an interrupted run had started may still take its own files away while this does.
  private func remove(_ path: String) throws {
    for _ in 1..<20 {
      do {
        return try FileManager.default.removeItem(atPath: path)
      } catch {
        guard FileManager.default.fileExists(atPath: path) else { return }
        usleep(100_000)
      }
    }
    try FileManager.default.removeItem(atPath: path)
  }

  /// Stores a key so that only its owner can read it.
  func store(_ key: String, for environment: String) throws(OpsError) {
    let isStored = FileManager.default.createFile(
      atPath: self.key(environment), contents: Data("\(key)\n".utf8), attributes: [.posixPermissions: 0o600])
    guard isStored else {
      throw OpsError(
        "The demo's key cannot be stored", at: self.key(environment),
        remedy: "Check free space and permissions of the folder.")
    }
  }
}
