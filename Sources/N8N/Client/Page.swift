package import Digest
package import JSON

/// One page of a list.
package struct Page<Item: RemoteDocument>: Sendable {
  /// The items that could be read, in n8n's order. Lists shift while they are read: the same one may come again on
  /// a later page, and one may never come (trap 12).
  package let items: [Item]
  /// SHA-256 of each item as n8n sent it; empty where nobody asked for it, or the page has an unusual shape.
  package let digests: [SHA256Digest]
  /// The ids of entries that were known byte for byte and are not among the items.
  package let known: [String]
  /// What the page can be known by the next time; nil where something on it could not be read, or nobody asked.
  package let seen: SeenPage?
  /// Whether all of it came byte for byte as before.
  package let isKnown: Bool
  /// Those that could not be read, by their place on the page.
  package let unreadable: [UnreadableItem]
  /// The number of the page, from 1.
  package let number: Int
  /// Whether items went away in front of it while the list was read, so that others may have been passed over.
  package let isShifted: Bool
  /// Whether it is the last.
  package let isLast: Bool
  /// Bytes of the page.
  package let byteCount: Int
  /// From sending to the last byte.
  package let elapsed: Duration
}

/// An entry of a list that is not what the list is of.
package struct UnreadableItem: Sendable, Hashable {
  /// Its place on the page, from 0.
  package let index: Int
  /// What it is instead: `a string`, `an object without id or name`.
  package let reason: String
  /// The entry.
  package let json: JSON
}
