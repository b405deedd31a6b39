internal import JSON

/// The names of all workflows for the search of a list that is cut into parts: `workflows-index.json`.
///
/// The script reads it once somebody searches; a list of one part needs none.
package enum SearchIndex {
  /// - Parameter rows: the rows of all parts.
  /// - Returns: `{"rows": [[id, name, page, words]]}` in the order of the rows, where words are everything
  ///   else that a search may be for.
  package static func json(_ rows: [WorkflowsPage.Row]) -> [UInt8] {
    let entries = rows.map { row -> JSON in
      let states = row.environments.map { "\($0.environment) \(Badge.cell($0.state).word)" }
      let words = (row.tags + row.triggers + states).joined(separator: " ")
      return [.string(row.id), .string(row.name), .string(PagePath.workflow(row.id).path), .string(words)]
    }
    return JSON.object(["rows": .array(entries)]).bytes(.compact)
  }
}
