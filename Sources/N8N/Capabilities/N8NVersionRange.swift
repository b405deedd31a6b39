/// What is known of an instance's version: exactly one, or the releases between two bounds.
package struct N8NVersionRange: Sendable, Hashable, Codable {
  /// The lowest release it can be.
  package let from: N8NVersion
  /// The first release that it cannot be; nil where none is known.
  package let before: N8NVersion?
  /// Whether it is `from` and no other.
  package let isExact: Bool

  /// A range; `before` above `from`.
  package init(from: N8NVersion, before: N8NVersion?) {
    self.from = from
    self.before = before
    isExact = false
  }

  /// Exactly one release.
  package init(exactly version: N8NVersion) {
    from = version
    before = N8NVersion(version.major, version.minor, version.patch + 1)
    isExact = true
  }

  /// Whether it can be this release.
  package func contains(_ version: N8NVersion) -> Bool {
    version >= from && before.map { version < $0 } ?? true
  }

  /// Whether it is surely this release or a later one.
  package func isAtLeast(_ major: Int, _ minor: Int) -> Bool { from >= N8NVersion(major, minor) }

  /// Whether it is surely older than this release.
  package func isBelow(_ major: Int, _ minor: Int) -> Bool {
    guard let before else { return false }
    return before <= N8NVersion(major, minor) || (isExact && from < N8NVersion(major, minor))
  }
}

extension N8NVersionRange: CustomStringConvertible {
  package var description: String {
    if isExact { return from.description }
    guard let before else { return "\(from.major).\(from.minor) or later" }
    return "\(from.major).\(from.minor) or later, before \(before.major).\(before.minor)"
  }
}
