package import Digest

/// What the reader of a list has seen before: what comes again byte for byte is not read again.
package struct KnownEntries: Sendable {
  /// Pages by the SHA-256 of all their bytes.
  let pages: [SHA256Digest: SeenPage]
  /// What the pages after the first were asked for with, in their order.
  let cursors: [String]
  /// SHA-256 of an entry as n8n sent it -> its id. Asked for when a page comes that is not known.
  let ids: @Sendable () -> [SHA256Digest: String]

  package init(
    pages: [SeenPage] = [], ids: @escaping @Sendable () -> [SHA256Digest: String] = { [:] }
  ) {
    cursors = pages.compactMap(\.nextCursor)
    self.pages = Dictionary(pages.map { ($0.digest, $0) }) { first, _ in first }
    self.ids = ids
  }
}

/// A page of a list of which every entry could be read.
package struct SeenPage: Sendable, Hashable {
  /// SHA-256 of its bytes.
  package let digest: SHA256Digest
  /// The ids of its entries in their order.
  package let ids: [String]
  /// What the next page is asked for with; nil on the last.
  package let nextCursor: String?

  package init(digest: SHA256Digest, ids: [String], nextCursor: String?) {
    self.digest = digest
    self.ids = ids
    self.nextCursor = nextCursor
  }
}
