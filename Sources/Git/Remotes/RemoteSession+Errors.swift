#if canImport(Glibc)
  import Glibc
#endif

extension RemoteSession {
  /// Throws the best error known for `status`.
  func check(_ status: Int32, _ verb: String) throws(GitError) {
    guard status < 0 else { return }
    let error = explained(failure ?? LibGit2.error(status, operation(verb)), verb)
    // A socket that fails is reported like a disk that fails.
    let isNetwork = url.transport != .local && error.kind == .io && !Self.isAboutDisk(error)
    let words = verb == Self.pushing ? words.trimmed : ""
    throw GitError(
      isNetwork ? .unreachable : error.kind, operation: error.operation,
      detail: words.isEmpty ? error.detail : "\(error.detail): \(words)")
  }

  private static func isAboutDisk(_ error: GitError) -> Bool {
    [ENOSPC, EDQUOT, EROFS, EACCES].contains { error.detail.contains(String(cString: strerror($0))) }
  }

  /// A message from libgit2 may hold the URL with its password.
  private func explained(_ error: GitError, _ verb: String) -> GitError {
    let detail = remote.url == url.shown ? error.detail : error.detail.replacing(remote.url, with: url.shown)
    let kind = kind(error)
    // Who has answered is there: what is missing later is an object.
    return GitError(
      kind == .notFound && verb != Self.connecting ? .other : kind, operation: error.operation,
      detail: detail.trimmed)
  }

  private func kind(_ error: GitError) -> GitError.Kind {
    // libgit2's words (push.c) for a remote that answers and could not store what it got.
    if error.detail.contains("failed on the remote") { return .other }
    return switch url.transport {
    case .local: localKind(error)
    case .http, .https: httpKind(error)
    case .ssh: sshKind(error)
    case .other: error.kind
    }
  }

  /// What opening the repository says is more precise than what its transport says.
  private func localKind(_ error: GitError) -> GitError.Kind {
    if error.kind == .notOwned { return .notOwned }
    if LocalRemote.isForbidden(url.localPath) { return .unauthorized }
    do throws(GitError) {
      _ = try Repository.open(at: url.localPath)
      return error.kind
    } catch {
      return error.kind
    }
  }

  /// What the command on the other side said on standard error (git itself, GitHub, GitLab), or libssh2 here.
  private func sshKind(_ error: GitError) -> GitError.Kind {
    let words = error.detail.lowercased()
    if words.contains("permission denied") { return .unauthorized }
    if words.contains("not appear to be a git repository") || words.contains("not found") { return .notFound }
    return words.contains("failed to authenticate") ? .unauthorized : error.kind
  }

  /// libgit2 1.5 tells an HTTP status only in words (transports/http.c `handle_response`).
  private func httpKind(_ error: GitError) -> GitError.Kind {
    if error.detail.contains("status code: 404") { return .notFound }
    if error.detail.contains("status code: 401") || error.detail.contains("status code: 403") {
      return .unauthorized
    }
    return error.kind
  }
}
