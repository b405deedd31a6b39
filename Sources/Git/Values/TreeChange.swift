/// A file that differs between two trees.
package struct TreeChange: Sendable, Hashable {
  /// The path from the root of the trees.
  package let path: String
  /// The object before; nil for an added file.
  package let old: OID?
  /// The object after; nil for a removed file.
  package let new: OID?
  /// What the path was before. With equal objects on both sides this is what changed.
  package let oldKind: TreeEntry.Kind?
  /// What the path is now.
  package let newKind: TreeEntry.Kind?
}
