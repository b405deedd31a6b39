package import Git

/// A ref that the machines of an ops repository share through its remote.
package struct SharedRef: Sendable, Hashable {
  /// What it takes to write the ref.
  package enum Kind: Sendable {
    /// It moves on the remote first, and nowhere without it.
    case decision
    /// It moves on the remote first; where that cannot be reached, here alone.
    case secret
    /// It moves here, and goes to the remote with the next decision or at the end of the command.
    case observation
  }

  package let name: RefName
  package let kind: Kind

  /// Nil for what stays on this machine: the way back of a deployment and the verified point among them.
  package init?(_ name: RefName) {
    let kinds: [(prefix: String, kind: Kind)] = [
      ("refs/heads/main", .decision), ("refs/heads/promotion/", .decision), ("refs/heads/change/", .decision),
      ("refs/n8n-ops/sealed/", .secret), ("refs/heads/observed/", .observation),
      ("refs/tags/snapshot/", .observation), ("refs/n8n-ops/status/", .observation),
      ("refs/n8n-ops/executions/", .observation), ("refs/n8n-ops/jobs/", .observation),
    ]
    guard
      let found = kinds.first(where: {
        $0.prefix.hasSuffix("/") ? name.full.hasPrefix($0.prefix) : name.full == $0.prefix
      })
    else { return nil }
    self.name = name
    kind = found.kind
  }

  /// Whether it has a history that goes on, rather than one commit that is replaced.
  var hasHistory: Bool { name.isBranch }

  /// Whether it is a branch that waits for a merge.
  package var isProposal: Bool { kind == .decision && !isMain }

  /// The branch of decisions.
  var isMain: Bool { name.full == "refs/heads/main" }

  /// What the names of all refs begin with that say what the remote had when it was last spoken to.
  static let knownPrefix = "refs/n8n-ops-remote/"

  /// Where it is kept what the remote had.
  func known() throws(GitError) -> RefName {
    try RefName(Self.knownPrefix + name.full.dropFirst("refs/".count))
  }

  /// The ref that a name of ``known()`` stands for; nil when it is none.
  init?(known: RefName) {
    guard known.full.hasPrefix(Self.knownPrefix),
      let name = try? RefName("refs/" + known.full.dropFirst(Self.knownPrefix.count))
    else { return nil }
    self.init(name)
  }
}
