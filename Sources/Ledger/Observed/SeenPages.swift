/// `pages.json` on a status ref: the pages in which the last sync saw the list of workflows, byte for byte. While all of
/// them come again, nothing else of what that sync saw has to be read.
package struct SeenPages: StateFile, Hashable {
  package static var schemaName: String { "seen-pages" }

  package struct Page: Sendable, Hashable, Codable {
    /// SHA-256 of its bytes.
    package var digest: String
    /// Ids in n8n, in the order of the page.
    package var workflows: [String]
    /// What the next page is asked for with; nil on the last.
    package var nextCursor: String?

    package init(digest: String, workflows: [String], nextCursor: String?) {
      self.digest = digest
      self.workflows = workflows
      self.nextCursor = nextCursor
    }
  }

  /// As in `seen.json`.
  package var basis: String
  /// Commit of the observed branch that the pages became; nil where nothing was there to observe.
  package var observed: String?
  /// Git ids of `workflows.json` and `seen.json` beside this file; nil where there was none.
  package var index: String?
  package var seen: String?
  package var pages: [Page]
  /// What the sync noted.
  package var notes: [String]

  package init(
    basis: String, observed: String?, index: String? = nil, seen: String? = nil, pages: [Page],
    notes: [String]
  ) {
    self.basis = basis
    self.observed = observed
    self.index = index
    self.seen = seen
    self.pages = pages
    self.notes = notes
  }
}
