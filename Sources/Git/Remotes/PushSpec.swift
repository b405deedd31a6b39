/// What to push where, and what must be true of the remote for it.
package struct PushSpec: Sendable, Hashable {
  /// What must be true of the remote reference.
  package enum Condition: Sendable, Hashable {
    /// It does not exist, or what it points at is an ancestor of the source.
    case fastForward
    /// It points exactly at this; nil: it does not exist. Allows a rewritten history without losing anybody's work.
    case current(OID?)
    /// Nothing: whatever was there is replaced.
    case any
  }

  /// The object that is sent; nil deletes the reference.
  package let source: OID?
  /// The reference of the remote.
  package let destination: RefName
  /// What must be true of it.
  package let condition: Condition

  /// Pushes `source` to `destination` of the remote if `condition` holds there.
  package init(_ source: OID?, to destination: RefName, if condition: Condition = .fastForward) {
    self.source = source
    self.destination = destination
    self.condition = condition
  }

  /// As libgit2 takes it, with a name from ``ObjectReferences``. Conditions are checked before, so the exact ones are
  /// sent as forced.
  var text: String {
    let force = condition == .fastForward ? "" : "+"
    return "\(force)\(source.map(ObjectReferences.name(of:)) ?? ""):\(destination)"
  }
}

/// What became of one reference in a push or fetch.
package enum RefOutcome: Sendable, Hashable {
  /// It is now as it was asked for.
  case accepted
  /// It was not changed; why, in the words of the side that said no.
  case refused(String)
}

/// What became of one ``PushSpec``.
package struct PushResult: Sendable, Hashable {
  /// The reference of the remote.
  package let ref: RefName
  /// What it pointed at before, as far as the remote said.
  package let old: OID?
  /// What it was to point at; nil for a deletion.
  package let new: OID?
  /// Whether it happened.
  package let outcome: RefOutcome

  /// True when it happened.
  package var isAccepted: Bool { outcome == .accepted }
}

/// What became of one local reference in a fetch.
package struct FetchResult: Sendable, Hashable {
  /// The local reference.
  package let ref: RefName
  /// What it pointed at before; nil when it is new.
  package let old: OID?
  /// What it was to point at; nil when it was pruned.
  package let new: OID?
  /// Whether it happened.
  package let outcome: RefOutcome
}
