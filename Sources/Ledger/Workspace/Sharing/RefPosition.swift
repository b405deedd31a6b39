package import Git

/// Where a shared ref stands: here, on the remote when it was last spoken to, and on the remote now.
///
/// The one rule of sharing: what is here and was not known to be on the remote is somebody's work, and is never
/// overwritten.
package struct RefPosition: Sendable {
  /// What follows from it.
  package enum Verdict: Sendable, Hashable {
    /// Here is what is there.
    case same
    /// Here takes over what is there.
    case follow
    /// Here has what is not there yet.
    case ahead
    /// There has not got any more what it had and is still here.
    case setBack
    /// Here and there each have what the other has not.
    case diverged
  }

  package let ref: SharedRef
  package let here: OID?
  package let known: OID?
  package let there: OID?

  /// - Parameter isAncestor: whether the first commit is among those that led to the second.
  package func verdict(isAncestor: (OID, OID) throws(GitError) -> Bool) throws(GitError) -> Verdict {
    if here == there { return .same }
    if here == known, isFollowed { return .follow }
    guard let here else { return there == known ? .ahead : .follow }
    guard let there else { return absent }
    guard ref.hasHistory else { return there == known ? .ahead : .diverged }
    if try isAncestor(here, there) { return .follow }
    if here != known, there == known { return try ahead(of: there, from: here, isAncestor) }
    guard try isAncestor(there, here) else { return .diverged }
    return try isSetBack(to: there, from: here, isAncestor) ? .setBack : .ahead
  }

  /// Whether what was known to be there, and is still here, is not there any more. Of `main` alone: a proposal is
  /// rewritten by who made it.
  private func isSetBack(to there: OID, from here: OID, _ isAncestor: (OID, OID) throws(GitError) -> Bool)
    throws(GitError) -> Bool
  {
    guard ref.isMain, let known, try isAncestor(known, here) else { return false }
    return try !isAncestor(known, there)
  }

  /// A remote that rewrote the history of decisions, or lost secrets, is not followed blindly.
  private var isFollowed: Bool { here == nil || !ref.isMain && (ref.kind != .secret || there != nil) }

  /// The remote has not got it, or not any more. What was observed goes with its environment, decisions and secrets stay.
  private var absent: Verdict { known == nil || ref.kind != .observation ? .ahead : .follow }

  /// A rewritten observed branch is ahead of what it was made of.
  private func ahead(of there: OID, from here: OID, _ isAncestor: (OID, OID) throws(GitError) -> Bool)
    throws(GitError) -> Verdict
  {
    guard ref.kind == .decision else { return .ahead }
    return try isAncestor(there, here) ? .ahead : .diverged
  }
}
