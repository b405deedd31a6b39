/// What stands in the merged workflow in places of conflict.
enum MergePreference: Sendable, Hashable {
  /// What we have.
  case ours
  /// What they have.
  case theirs
}
