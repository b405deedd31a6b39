package import Git
package import Governance
package import Ledger

/// Which remote an ops repository shares, and how to get in: in Git's configuration of the clone, since each machine has
/// its own way and its own key.
package struct RemoteSettings: Sendable, Hashable {
  /// Git's name of the remote.
  package var name: String
  package var url: String
  /// Where the key is found when it is needed: a token for https, the file of a private key for ssh.
  package var key: SecretReference?
  /// Who logs in, where the address names nobody.
  package var user: String?
  /// A file of known SSH host keys besides `~/.ssh/known_hosts`.
  package var knownHosts: String?

  private enum Key {
    static let remote = "n8n-ops.remote"
    static let key = "n8n-ops.remoteKey"
    static let user = "n8n-ops.remoteUser"
    static let knownHosts = "n8n-ops.remoteKnownHosts"
    static let machine = "n8n-ops.machine"
  }

  package init(
    name: String, url: String, key: SecretReference? = nil, user: String? = nil, knownHosts: String? = nil
  ) {
    self.name = name
    self.url = url
    self.key = key
    self.user = user
    self.knownHosts = knownHosts
  }

  /// What is configured; nil where the repository stands alone.
  package init?(of repository: Repository) throws(OpsError) {
    func value(_ key: String) throws(OpsError) -> String? {
      try readGit { () throws(GitError) in try repository.configuration(key) }
    }
    guard let name = try value(Key.remote) else { return nil }
    guard let url = try value("remote.\(name).url") else {
      throw OpsError(
        "The shared remote has no address", at: "git configuration remote.\(name).url",
        remedy: "n8n-ops remote set \(name) --url ADDRESS")
    }
    let reference = try value(Key.key)
    key = reference.flatMap(SecretReference.init)
    if let reference, key == nil {
      throw OpsError(
        "The key of the remote is no reference", at: "git configuration \(Key.key)", because: reference,
        remedy: "Use env:NAME, file:PATH, systemd:NAME or age:PATH.")
    }
    self.name = name
    self.url = url
    user = try value(Key.user)
    knownHosts = try value(Key.knownHosts)
  }

  /// Writes them; the machine gets a name of its own if it has none.
  package func save(to repository: Repository, machine: String) throws(OpsError) {
    let values = [
      ("remote.\(name).url", url), (Key.remote, name), (Key.key, key?.description), (Key.user, user),
      (Key.knownHosts, knownHosts),
    ]
    try readGit { () throws(GitError) in
      for (key, value) in values { try repository.setConfiguration(key, to: value) }
      if try repository.configuration(Key.machine) == nil {
        try repository.setConfiguration(Key.machine, to: machine)
      }
    }
  }

  /// Lets the repository stand alone again; Git's remote stays.
  package static func remove(from repository: Repository) throws(OpsError) {
    try readGit { () throws(GitError) in
      for key in [Key.remote, Key.key, Key.user, Key.knownHosts] {
        try repository.setConfiguration(key, to: nil)
      }
    }
  }

  /// The name of this clone among those that share a remote; nil where it shares none.
  package static func machine(of repository: Repository) throws(OpsError) -> String? {
    try readGit { () throws(GitError) in try repository.configuration(Key.machine) }
  }

  /// The remote to work with; its key is looked for when it is needed.
  package func remote(secrets: SecretResolver) -> SharedRemote {
    SharedRemote(name: name, shownURL: Remote(url: url).shownURL) { () throws(OpsError) in
      Remote(
        url: url, credentials: try credentials(secrets), knownHostsPath: knownHosts)
    }
  }

  private func credentials(_ secrets: SecretResolver) throws(OpsError) -> RemoteCredentials {
    let place = "remote \(name)"
    switch Remote(url: url).kind {
    case .local: return .none
    case .ssh:
      guard let key else { return .sshAgent(user: user ?? "git") }
      return .sshKey(user: user ?? "git", privateKeyPath: try secrets.path(of: key, at: place))
    case .web:
      guard let key else { return .none }
      return .token(user: user ?? "n8n-ops", secret: try secrets.line(of: key, at: place))
    }
  }
}
