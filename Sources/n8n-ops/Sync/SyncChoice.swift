import Operations
import Terminal

/// What `sync --only` can name.
enum SyncChoice: String, CaseIterable, Sendable, ExpressibleByArgument {
  case workflows, credentials, tags, users, executions

  /// The part of the observed branch; nil for what lies elsewhere.
  var part: SyncPart? { SyncPart(rawValue: rawValue) }
}
