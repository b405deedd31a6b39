package import JSON

/// A difference between a goal and the body that is sent for it.
package struct WriteFinding: Sendable, Hashable {
  /// What became of a member.
  package enum Outcome: String, Sendable, Hashable, Codable {
    /// The instance's version does not take it: it was left out.
    case notTaken
    /// The instance's version cannot take a setting away: its default was sent instead.
    case notUnset
    /// The instance's version can neither take it away nor be given a value that means the same: it stays.
    case stays
  }

  /// The place, in the goal where it has it, else in what the instance has.
  package let pointer: JSONPointer
  /// What became of it.
  package let outcome: Outcome

  /// The finding in words.
  package var message: String {
    switch outcome {
    case .notTaken: "\(pointer) is not taken by this n8n and was left out"
    case .notUnset: "\(pointer) cannot be taken away on this n8n; its default is set instead"
    case .stays: "\(pointer) cannot be taken away on this n8n and stays as it is"
    }
  }
}
