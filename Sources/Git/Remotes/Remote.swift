/// Another repository and how to get in.
package struct Remote: Sendable, Hashable {
  /// Where it is: `https://…`, `ssh://…`, `user@host:path`, `file://…` or a path.
  package let url: String
  /// What proves who we are.
  package let credentials: RemoteCredentials
  /// A file of known SSH host keys (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT") that counts besides `~/.ssh/known_hosts`.
  package let knownHostsPath: String?

  /// A remote at `url`.
  package init(url: String, credentials: RemoteCredentials = .none, knownHostsPath: String? = nil) {
    self.url = url
    self.credentials = credentials
    self.knownHostsPath = knownHostsPath
  }

  /// The ways to a remote, by what proves there who we are.
  package enum Kind: Sendable, Hashable {
    /// A folder of this machine: its permissions.
    case local
    /// A key.
    case ssh
    /// A token.
    case web
  }

  /// How it is reached.
  package var kind: Kind {
    switch RemoteURL(url).transport {
    case .local: .local
    case .ssh: .ssh
    case .http, .https, .other: .web
    }
  }

  /// The URL without user and password, for people and logs.
  package var shownURL: String { RemoteURL(url).shown }
}

/// What proves to a remote who we are. Never shows a secret when printed.
package enum RemoteCredentials: Sendable, Hashable {
  /// Nothing: a local path, or a public repository.
  case none
  /// A user name and a password or access token, for https.
  case token(user: String, secret: String)
  /// A private key file, for ssh; `user` counts where the URL names none. An empty passphrase is none.
  case sshKey(user: String, privateKeyPath: String, passphrase: String = "")
  /// The keys of the running ssh-agent; `user` counts where the URL names none.
  case sshAgent(user: String = "git")
}

extension RemoteCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String {
    switch self {
    case .none: "no credentials"
    case .token(let user, _): "token of \(user)"
    case .sshKey(let user, let path, _): "ssh key \(path) of \(user)"
    case .sshAgent(let user): "ssh-agent of \(user)"
    }
  }

  package var debugDescription: String { description }

  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
