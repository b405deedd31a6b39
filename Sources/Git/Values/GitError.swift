/// What went wrong in the repository or on the way to a remote.
package struct GitError: Error, Sendable, Hashable {
  /// The kinds of failure a caller may want to tell apart.
  package enum Kind: Sendable, Hashable {
    /// The repository, object, reference or remote reference does not exist.
    case notFound
    /// Something stands already where something new was to be made.
    case alreadyExists
    /// The reference no longer has the value that was read: somebody else was faster. Read again and decide again.
    case refMoved(ref: String, expected: OID?, found: OID?)
    /// The other side understood and said no.
    case refused
    /// The remote did not answer.
    case unreachable
    /// The remote wants other credentials, or these have no rights there.
    case unauthorized
    /// The key that is to sign commits cannot be used.
    case unusableKey
    /// The identity of the remote (host key, certificate) could not be proved.
    case untrusted
    /// Stored data is damaged.
    case corrupt
    /// Files of the work tree have changes that would be lost. Paths relative to the work tree, sorted.
    case workTreeDirty([String])
    /// A value from outside is not acceptable: name, path, refspec, URL.
    case invalid
    /// Another process holds the lock.
    case locked
    /// The repository belongs to another user of the system.
    case notOwned
    /// The system failed: disk full, no permission, no memory.
    case io
    /// Anything else libgit2 reports.
    case other
  }

  /// What went wrong.
  package let kind: Kind
  /// What was being done, for people: "read object 3f2a…".
  package let operation: String
  /// The cause, for people, without a secret; says what to do where that is known.
  package let detail: String

  /// An error of `kind` while doing `operation`.
  package init(_ kind: Kind, operation: String, detail: String) {
    self.kind = kind
    self.operation = operation
    self.detail = detail
  }

  /// True for a reference that somebody else moved first.
  package var isRefMoved: Bool {
    if case .refMoved = kind { true } else { false }
  }
}

extension GitError: CustomStringConvertible {
  package var description: String { "\(operation): \(detail)" }
}
