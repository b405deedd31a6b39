import CGit2

/// The full name of a reference, such as `refs/heads/main`, known to be one that Git accepts.
package struct RefName: Sendable, Hashable {
  /// The name with its `refs/`.
  package let full: String

  /// Takes a full name that starts with `refs/` and keeps the rules of `git check-ref-format`.
  ///
  /// - Throws: ``GitError/Kind/invalid`` otherwise.
  package init(_ full: String) throws(GitError) {
    try LibGit2.start()
    var isValid: Int32 = 0
    guard full.hasPrefix("refs/"), !full.utf8.contains(0), full.utf8.count <= Self.longest,
      git_reference_name_is_valid(&isValid, full) == 0, isValid == 1
    else {
      let shown = full.prefix(200).debugDescription
      throw GitError(
        .invalid, operation: "use \(shown) as a reference name", detail: "Git does not accept this name")
    }
    self.full = full
  }

  /// The branch `name`: `refs/heads/name`.
  package static func branch(_ name: String) throws(GitError) -> RefName {
    try RefName("refs/heads/" + name)
  }

  /// The tag `name`: `refs/tags/name`.
  package static func tag(_ name: String) throws(GitError) -> RefName {
    try RefName("refs/tags/" + name)
  }

  /// The name as people write it: without `refs/heads/`, `refs/tags/` or `refs/remotes/`, otherwise in full.
  package var shortName: String {
    for prefix in ["refs/heads/", "refs/tags/", "refs/remotes/"] where full.hasPrefix(prefix) {
      return String(full.dropFirst(prefix.count))
    }
    return full
  }

  /// True for a branch.
  package var isBranch: Bool { full.hasPrefix("refs/heads/") }

  /// The longest accepted name, in bytes: longer ones do not fit into a path of the file system.
  private static let longest = 1000
}

extension RefName: CustomStringConvertible {
  package var description: String { full }
}

extension RefName: Comparable {
  package static func < (left: RefName, right: RefName) -> Bool {
    left.full.utf8.lexicographicallyPrecedes(right.full.utf8)
  }
}
