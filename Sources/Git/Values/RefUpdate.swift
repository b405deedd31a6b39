/// A change of one reference that only happens when the reference still has the value that was read.
package struct RefUpdate: Sendable, Hashable {
  /// The reference.
  package let ref: RefName
  /// The value it must have; nil when it must not exist.
  package let old: OID?
  /// The value it gets; nil deletes it.
  package let new: OID?

  /// Moves `ref` from `old` to `new`.
  package init(_ ref: RefName, from old: OID?, to new: OID?) {
    self.ref = ref
    self.old = old
    self.new = new
  }
}
