package import Governance

extension LedgerTree {
  /// The version of the layout; the newest one for a tree without `state/format.json`, as that of an empty repository.
  ///
  /// - Throws: for a tree that is newer than `known`, and where the file cannot be read.
  package func formatVersion(upTo known: Int = FormatFile.current) throws(OpsError) -> Int {
    guard let format = try value(FormatFile.self, at: FormatFile.path) else { return known }
    guard format.version <= known else {
      throw OpsError(
        "The ops repository is newer than this executable", at: FormatFile.path,
        because: "it has layout \(format.version), this executable knows layouts up to \(known)",
        remedy: "Install a newer n8n-ops. Nothing was read or written.")
    }
    return format.version
  }

  /// Refuses a tree that this executable cannot work on as it is.
  ///
  /// - Parameter current: the layout that the executable works on.
  package func requireCurrentFormat(_ current: Int = FormatFile.current) throws(OpsError) {
    let version = try formatVersion(upTo: current)
    guard version == current else {
      throw OpsError(
        "The ops repository has an older layout", at: FormatFile.path,
        because: "it has layout \(version), this executable works on layout \(current)",
        remedy: "See what would change with `n8n-ops migrate --dry-run`, then run `n8n-ops migrate`.")
    }
  }
}
