import Foundation
import Governance

/// Writes the files of a site: each at once under its name, and only where its bytes are others than before.
struct SiteWriter {
  /// List of the files that the last build made; what it names and this build does not make is removed.
  private static let manifest = "files.txt"

  private let folder: URL
  private let isDryRun: Bool
  private var made: Set<String> = []
  var pages = 0
  private(set) var written = 0

  /// - Parameter isDryRun: files are compared and counted, and nothing is written.
  init(folder: String, isDryRun: Bool = false) throws(OpsError) {
    self.folder = URL(fileURLWithPath: folder, isDirectory: true)
    self.isDryRun = isDryRun
    guard !isDryRun else { return }
    do {
      try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
    } catch {
      throw OpsError(
        "The folder of the site cannot be made", at: folder, because: error.localizedDescription,
        remedy: "Name a folder that you may write to with --out.")
    }
  }

  mutating func put(_ bytes: [UInt8], at path: String) throws(OpsError) {
    made.insert(path)
    let file = folder.appendingPathComponent(path)
    if let old = try? Data(contentsOf: file), old.elementsEqual(bytes) { return }
    if !isDryRun, let problem = replace(file, with: bytes) {
      throw OpsError(
        "A file of the site cannot be written", at: file.path, because: problem,
        remedy: "Check free space and permissions; the pages that were there before are kept.")
    }
    written += 1
  }

  private func replace(_ file: URL, with bytes: [UInt8]) -> String? {
    let problem = FileReplacement.write(bytes, to: file.path)
    guard problem != nil else { return nil }
    // The folder of the first page in it is made when it is missing.
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch {
      return error.localizedDescription
    }
    return FileReplacement.write(bytes, to: file.path)
  }

  /// Removes what an earlier build made and this one did not.
  mutating func finish() throws(OpsError) {
    let list = folder.appendingPathComponent(Self.manifest)
    let before =
      (try? String(contentsOf: list, encoding: .utf8))?.split(separator: "\n").map(String.init) ?? []
    for path in before where !isDryRun && !made.contains(path) && Self.isSafe(path) {
      // `unlink` takes no folder away, whatever the list says.
      unlink(folder.appendingPathComponent(path).path)
    }
    try put(Array((made.sorted().joined(separator: "\n") + "\n").utf8), at: Self.manifest)
  }

  /// The list may have been changed by others: nothing outside the folder is ever removed.
  private static func isSafe(_ path: String) -> Bool {
    !path.hasPrefix("/")
      && path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
        !$0.isEmpty && !$0.hasPrefix(".")
      }
  }
}
