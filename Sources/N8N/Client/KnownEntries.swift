package import Digest

/// Entries of a list that its reader has seen before: one that comes again byte for byte is not read again.
package struct KnownEntries: Sendable {
  /// SHA-256 of an entry as n8n sent it -> its id.
  let ids: [SHA256Digest: String]

  package init(_ ids: [SHA256Digest: String] = [:]) { self.ids = ids }
}
