/// What happens at a path of a tree.
package enum TreeEdit: Sendable, Hashable {
  /// This blob stands there, instead of whatever did, a folder included.
  case file(OID, executable: Bool = false)
  /// This tree stands there, instead of whatever did.
  case tree(OID)
  /// Nothing stands there: the file or the whole folder goes. No error when there was nothing.
  case remove
}
