import Terminal

/// `canonical`: workflows over all environments.
struct CanonicalCommand: Command {
  static let configuration = CommandConfiguration.group(
    "canonical", abstract: "Canonical workflows: the same workflow over all environments.",
    subcommands: [
      CanonicalOnboard.self, CanonicalUnmanaged.self, CanonicalMatrix.self, CanonicalLink.self,
      CanonicalUnlink.self, CanonicalIgnore.self, CanonicalUnignore.self, CanonicalDelete.self,
    ])
}
