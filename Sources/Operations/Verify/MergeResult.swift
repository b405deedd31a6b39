import Git

/// What a merge did, held against what merging gives file by file.
struct MergeResult {
  /// Files that differ from what merging gives.
  private(set) var unexpected: [String] = []
  /// Files that both sides had changed and that are as neither of them: resolved by hand.
  private(set) var resolutions: [TreeChange] = []
  /// Whether its sides have no commit in common.
  let isUnrelated: Bool
  /// Whether the merged side changed no file.
  let bringsNothing: Bool

  /// - Parameter changes: what is different from the first parent.
  init(_ merge: Commit, changes: [TreeChange], in repository: Repository) throws(GitError) {
    let (ours, theirs) = (merge.parents[0], merge.parents[1])
    let base = try repository.mergeBase(ours, theirs)
    isUnrelated = base == nil
    let result = Self.byPath(changes)
    let own = Self.byPath(try repository.changes(from: base, to: ours))
    let incoming = Self.byPath(try repository.changes(from: base, to: theirs))
    bringsNothing = incoming.isEmpty
    for path in Set(result.keys).union(incoming.keys).sorted() {
      let change = result[path]
      guard let wanted = incoming[path] else {
        unexpected.append(path)
        continue
      }
      if let present = own[path] {
        if present.new == wanted.new {
          if change != nil { unexpected.append(path) }
        } else if let change, change.new != wanted.new {
          resolutions.append(change)
        }
      } else if change == nil || change?.new != wanted.new {
        unexpected.append(path)
      }
    }
  }

  private static func byPath(_ changes: [TreeChange]) -> [String: TreeChange] {
    Dictionary(changes.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
