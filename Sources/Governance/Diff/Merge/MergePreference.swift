/// What stands in the merged workflow in places of conflict.
enum MergePreference: Sendable, Hashable {
  /// Our value, and a node that one side removed and the other changed.
  case oursKeepingNodes
  /// What we have.
  case ours
  /// What they have.
  case theirs
}
