internal import Foundation

/// Reads the files of a folder of templates or overrides.
package enum TemplateFiles {
  /// A larger file is refused: a template is written by hand.
  package static let sizeLimit = 1 << 20

  /// All regular files under `directory` by their path below it; hidden files are left out, links are not
  /// followed.
  ///
  /// - Throws: when the folder cannot be read, or a file is too large.
  package static func read(directory: String) throws(TemplateError) -> [String: [UInt8]] {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory), isDirectory.boolValue,
      let walk = FileManager.default.enumerator(atPath: directory)
    else {
      throw TemplateError(file: directory, reason: "the folder cannot be read")
    }
    var files: [String: [UInt8]] = [:]
    for case let path as String in walk {
      let isHidden = path.split(separator: "/").contains { $0.hasPrefix(".") }
      let attributes = walk.fileAttributes ?? [:]
      guard !isHidden, attributes[.type] as? FileAttributeType == .typeRegular else { continue }
      guard (attributes[.size] as? Int) ?? 0 <= sizeLimit else {
        throw TemplateError(file: path, reason: "is larger than \(sizeLimit) bytes")
      }
      guard let content = FileManager.default.contents(atPath: directory + "/" + path) else {
        throw TemplateError(file: path, reason: "cannot be read")
      }
      files[path] = [UInt8](content)
    }
    return files
  }
}
