import CGit2

/// One conversation with a remote: the `git_remote`, and what its callbacks need and hear.
final class RemoteSession {
  let remote: Remote
  let url: RemoteURL
  /// The remote's own words (sideband), bounded; hooks explain themselves there.
  private(set) var words = ""
  /// What the remote said about each pushed reference: nil for "done".
  private(set) var statuses: [String: String?] = [:]
  /// A failure that a callback found; more precise than what libgit2 makes of it.
  private(set) var failure: GitError?

  private var hasAnsweredCredentials = false
  private static let longestWords = 4096

  init(_ remote: Remote) {
    self.remote = remote
    url = RemoteURL(remote.url)
  }

  /// The verb of the first step, which alone can tell that nobody is there.
  static let connecting = "connect to"

  /// The verb of a push, in which the words of the remote explain what went wrong.
  static let pushing = "push to"

  /// What is done, for messages.
  func operation(_ verb: String) -> String { "\(verb) \(url.shown)" }

  /// The callbacks, which may be called as long as the session lives.
  ///
  /// Repositories on this machine are spoken to through git itself.
  func callbacks() throws(GitError) -> git_remote_callbacks {
    var callbacks = git_remote_callbacks()
    try LibGit2.check(
      git_remote_init_callbacks(&callbacks, UInt32(GIT_REMOTE_CALLBACKS_VERSION)), operation("talk to"))
    callbacks.payload = Unmanaged.passUnretained(self).toOpaque()
    callbacks.credentials = { output, _, user, allowed, payload in
      RemoteSession.from(payload).answerCredentials(
        output, user: user.map { String(cString: $0) }, allowed: allowed)
    }
    callbacks.certificate_check = { certificate, isValid, host, payload in
      RemoteSession.from(payload).judge(
        certificate, isValid: isValid != 0, host: host.map { String(cString: $0) })
    }
    callbacks.sideband_progress = { text, count, payload in
      RemoteSession.from(payload).hear(text, count: Int(count))
      return 0
    }
    callbacks.push_update_reference = { name, status, payload in
      guard let name else { return 0 }
      RemoteSession.from(payload).statuses[String(cString: name)] = .some(status.map { String(cString: $0) })
      return 0
    }
    if url.transport == .local {
      callbacks.transport = { LocalTransport.makeTransport($0, remote: $1, payload: $2) }
    }
    return callbacks
  }

  /// The session that libgit2 hands back as `payload`.
  static func from(_ payload: UnsafeMutableRawPointer?) -> RemoteSession {
    guard let payload else { preconditionFailure("libgit2 hands back the payload it was given") }
    return Unmanaged.fromOpaque(payload).takeUnretainedValue()
  }

  private func hear(_ text: UnsafePointer<CChar>?, count: Int) {
    guard let text, count > 0, words.utf8.count < Self.longestWords else { return }
    let room = min(count, Self.longestWords - words.utf8.count)
    words += String(decoding: UnsafeRawBufferPointer(start: text, count: room), as: UTF8.self)
  }

  /// Notes a failure, of which libgit2 would keep only the words, and returns the status that stops libgit2.
  func fail(_ kind: GitError.Kind, _ verb: String, _ detail: String) -> Int32 {
    failure = failure ?? GitError(kind, operation: operation(verb), detail: detail)
    git_error_set_str(Int32(GIT_ERROR_CALLBACK.rawValue), detail)
    return GIT_EUSER.rawValue
  }
}

extension RemoteSession {
  /// Gives the credentials once; being asked again means that they were not accepted.
  private func answerCredentials(
    _ output: UnsafeMutablePointer<UnsafeMutablePointer<git_credential>?>?, user: String?, allowed: UInt32
  ) -> Int32 {
    if allowed & GIT_CREDENTIAL_USERNAME.rawValue != 0 {
      return git_credential_username_new(output, self.user)
    }
    if hasAnsweredCredentials {
      return fail(.unauthorized, "log in to", "the remote did not accept the \(remote.credentials)")
    }
    hasAnsweredCredentials = true
    let name = user ?? self.user
    switch remote.credentials {
    case .token(let user, let secret) where allowed & GIT_CREDENTIAL_USERPASS_PLAINTEXT.rawValue != 0:
      guard url.transport != .http || url.isLoopback else {
        return fail(.invalid, "log in to", "a token is not sent without encryption; use https")
      }
      return git_credential_userpass_plaintext_new(output, user, secret)
    case .sshKey(_, let path, let passphrase) where allowed & GIT_CREDENTIAL_SSH_KEY.rawValue != 0:
      return git_credential_ssh_key_new(output, name, nil, path, passphrase.isEmpty ? nil : passphrase)
    case .sshAgent where allowed & GIT_CREDENTIAL_SSH_KEY.rawValue != 0:
      return git_credential_ssh_key_from_agent(output, name)
    default:
      return fail(
        .unauthorized, "log in to", "the remote wants another kind of login than \(remote.credentials)")
    }
  }

  private var user: String {
    switch remote.credentials {
    case .none: "git"
    case .token(let user, _), .sshKey(let user, _, _), .sshAgent(let user): user
    }
  }

  /// libgit2 has already asked the system's authorities (TLS) or `~/.ssh/known_hosts` (ssh); a "no" of theirs stands
  /// unless the remote's own list of hosts knows the key.
  private func judge(_ certificate: UnsafeMutablePointer<git_cert>?, isValid: Bool, host: String?) -> Int32 {
    if isValid { return 0 }
    let shown = host ?? url.host
    guard let certificate, certificate.pointee.cert_type == GIT_CERT_HOSTKEY_LIBSSH2 else {
      return fail(
        .untrusted, Self.connecting, "no authority of this system vouches for the certificate of \(shown)")
    }
    let key = certificate.withMemoryRebound(to: git_cert_hostkey.self, capacity: 1) { HostKey($0.pointee) }
    if let path = remote.knownHostsPath, let key,
      let hosts = try? KnownHosts(path: path), hosts.knows(key, host: url.host, port: url.port)
    {
      return 0
    }
    return fail(
      .untrusted, Self.connecting,
      "the host key of \(shown) is not known (\(key?.fingerprint ?? "unknown kind")); "
        + "compare it with what the host's owner publishes and add it to known_hosts (ssh-keyscan prints the line)"
    )
  }
}
