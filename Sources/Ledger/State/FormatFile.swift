import Governance

/// `state/format.json`: which version of the tree's layout this is.
package struct FormatFile: StateFile, Hashable {
  package static let path = "state/format.json"
  package static var schemaName: String { "format" }

  /// The version that this executable writes.
  package static let current = 1

  package var version: Int

  package init(version: Int = FormatFile.current) { self.version = version }
}
