import CResources

/// Files of the source tree that travel inside the executable: site templates, default policies,
/// schemas, the licence.
///
/// Paths are those of the source tree, `/` between their parts: `policies/risk.json`.
package enum Resources {
  /// A file's bytes; nil when no such file was embedded.
  package static func data(_ path: String) -> [UInt8]? {
    withFile(path) { Array($0) }
  }

  /// A file's text; nil when no such file was embedded. Bytes that are not UTF-8 become U+FFFD.
  package static func text(_ path: String) -> String? {
    withFile(path) { String(decoding: $0, as: UTF8.self) }
  }

  /// The paths of all files in a folder and its folders, sorted by byte; of all files there are for `""`.
  package static func paths(under folder: String) -> [String] {
    let prefix = folder.isEmpty || folder.hasSuffix("/") ? folder : "\(folder)/"
    return table.lazy.map { String(cString: $0.path) }.filter { $0.utf8.starts(with: prefix.utf8) }
  }

  private static var table: UnsafeBufferPointer<embedded_resource> {
    var count = 0
    let start = embedded_resources(&count)
    return UnsafeBufferPointer(start: start, count: count)
  }

  /// Finds a file by halving: the table is sorted by the bytes of its paths.
  private static func withFile<Result>(_ path: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result)
    -> Result?
  {
    let table = table
    var low = 0
    var high = table.count
    while low < high {
      let middle = (low + high) / 2
      let candidate = String(cString: table[middle].path)
      if candidate.utf8.elementsEqual(path.utf8) {
        return body(UnsafeBufferPointer(start: table[middle].bytes, count: table[middle].count))
      }
      if candidate.utf8.lexicographicallyPrecedes(path.utf8) { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}
