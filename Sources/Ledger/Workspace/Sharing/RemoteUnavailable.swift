import Git
package import Governance

/// Why the remote cannot be used.
package struct RemoteUnavailable: Sendable, Hashable {
  package enum Reason: String, Sendable {
    /// There is no repository.
    case gone
    /// It wants other credentials, or these have no rights.
    case forbidden
    /// It could not prove who it is.
    case untrusted
    /// It does not answer.
    case unreachable
    /// It answers and cannot do its work, or this side cannot: a full disk, a folder that is not writable, damage.
    case failing
    /// What is configured cannot be used.
    case misconfigured
  }

  package let reason: Reason
  package let detail: String
  /// Its address, for people.
  var place: String?

  /// Nil for an error that is not about the way to the remote.
  init?(_ error: GitError) {
    switch error.kind {
    case .notFound: reason = .gone
    case .unauthorized, .notOwned: reason = .forbidden
    case .untrusted: reason = .untrusted
    case .unreachable: reason = .unreachable
    case .io, .other: reason = .failing
    case .invalid: reason = .misconfigured
    default: return nil
    }
    detail = "\(error)"
  }

  /// Credentials that are not found here.
  package init(_ error: OpsError) {
    reason = .misconfigured
    detail = error.description
  }

  /// Whether it is a folder of this machine.
  private var isFolder: Bool { place.map { Remote(url: $0).kind == .local } ?? false }

  /// What to do about it.
  package var remedy: String {
    switch reason {
    case .gone where isFolder:
      "Bring the folder back, or name another repository with `n8n-ops remote set`."
    case .gone:
      "Check the address with `n8n-ops remote show`, and whether the key may see the repository: a forge hides others. Restore it, or push to a new one."
    case .forbidden where isFolder:
      "Give the user who runs n8n-ops the right to read and write the folder. One that somebody else owns has to stand in safe.directory of Git's configuration."
    case .forbidden: "Check the key of the remote and its rights: `n8n-ops remote set --help`."
    case .untrusted:
      "Compare the key or certificate with what the host's owner publishes, then make it known."
    case .unreachable: "Check the network; nothing is lost, and the next command tries again."
    case .failing:
      "Look at the place that is named: free space, permissions, `git fsck`; what is damaged there is restored from a clone. Nothing is lost; then run the command again."
    case .misconfigured: "Correct it with `n8n-ops remote set`."
    }
  }

  /// The error of a decision that needs the remote.
  package var error: OpsError {
    var error = OpsError(
      "The remote cannot be used, so nothing was decided", at: place,
      because: "\(reason.rawValue): \(detail)",
      remedy: remedy)
    error.code = .gitUnavailable
    error.isTemporary = true
    return error
  }
}
