package import Git
package import Governance

extension OpsError {
  /// An error of Git with what to do about it.
  package init(gitError error: GitError) {
    let remedy: String? =
      switch error.kind {
      case .workTreeDirty: "Commit or stash your changes to these files, then run the command again."
      case .locked:
        "Another process is writing. Run the command again; if no process runs, remove the lock file."
      case .corrupt:
        "Run `git fsck` in the repository and restore what it names from a clone or backup."
      case .notFound:
        "In a clone without all history (git clone --depth): git fetch --unshallow. Else run `git fsck` in the repository and restore what it names from a clone or backup."
      case .unauthorized: "Check the credential of the remote and its permission on the repository."
      case .unusableKey:
        "Name a key that is there, that only its owner can read (chmod 600), and that has no passphrase or is in the running agent: N8N_OPS_SIGNING_KEY, or signingKey in \(Platform.path)."
      case .unreachable: "Check the remote's address and the network; the next run tries again."
      case .io: "Check permissions and free space of the place that is named, then run the command again."
      default: nil
      }
    self.init(
      error.kind == .unusableKey ? "Commits cannot be signed" : "Git could not do what was asked",
      at: error.operation, because: error.detail, remedy: remedy)
  }
}
