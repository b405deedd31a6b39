import Foundation
import Governance

/// A folder that is removed with its owner.
final class TemporaryFolder: Sendable {
  let path: String

  /// - Parameter variables: `TMPDIR` tells where temporary files go; else `/tmp`.
  init(variables: [String: String]) throws(OpsError) {
    let parent = variables["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array("\(parent)/n8n-ops-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw OpsError(
        "A temporary folder cannot be made", at: parent, because: String(cString: strerror(errno)),
        remedy: "Name another place for temporary files with TMPDIR.")
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
