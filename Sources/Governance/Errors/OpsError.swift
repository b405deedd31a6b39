/// An error as a person reads it: what happened, where, why, and what to do next. It never holds a secret.
package struct OpsError: Error, Sendable, Hashable {
  /// What did not work, as a sentence without full stop.
  package var what: String
  /// Environment, file, workflow or command that it concerns.
  package var place: String?
  /// The cause, as far as it is known.
  package var why: String?
  /// What to do next.
  package var remedy: String?
  /// Whether the same may work later although nothing was decided anew: the instance was out of reach, or its key was.
  package var isTemporary = false
  /// Whether the key, the licence or the release does not allow it: asking again changes nothing.
  package var isNotAllowed = false
  /// Whether part of it could be read before it was given up: partly done, for exit codes.
  package var isIncomplete = false
  /// The name of the state that it comes from, where programs want to tell that apart.
  package var code: Code?

  package enum Code: String, Sendable, Hashable {
    /// The remote of the ops repository cannot be used: gone, forbidden, untrusted or unreachable.
    case gitUnavailable = "GIT_UNAVAILABLE"
  }

  package init(_ what: String, at place: String? = nil, because why: String? = nil, remedy: String? = nil) {
    self.what = what
    self.place = place
    self.why = why
    self.remedy = remedy
  }
}

extension OpsError: CustomStringConvertible {
  package var description: String {
    [what, place.map { "at \($0)" }, why].compactMap(\.self).joined(separator: ": ")
  }
}
