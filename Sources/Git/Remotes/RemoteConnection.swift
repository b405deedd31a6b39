import CGit2

/// An open connection to a remote, with a repository handle of its own: others work on while it waits.
struct RemoteConnection: ~Copyable {
  private let session: RemoteSession
  private let remote: Owned
  private let repository: RepositoryHandle

  /// Connects to the remote of `session`.
  static func open(
    _ session: RemoteSession, from path: String, direction: git_direction
  ) throws(GitError) -> RemoteConnection {
    let repository = try RepositoryHandle(path)
    let owner = repository.repository
    if direction == GIT_DIRECTION_PUSH { try ObjectReferences.replace(in: owner) }
    let remote = try makeRemote(session, in: owner)
    var options = git_remote_connect_options()
    try session.check(
      git_remote_connect_options_init(&options, UInt32(GIT_REMOTE_CONNECT_OPTIONS_VERSION)),
      RemoteSession.connecting)
    options.callbacks = try session.callbacks()
    options.follow_redirects = GIT_REMOTE_REDIRECT_NONE
    try session.check(git_remote_connect_ext(remote.pointer, direction, &options), RemoteSession.connecting)
    return RemoteConnection(session: session, remote: remote, repository: repository)
  }

  /// The references of the remote and what they point at, by full name.
  func references() throws(GitError) -> [String: OID] {
    var heads: UnsafeMutablePointer<UnsafePointer<git_remote_head>?>?
    var count = 0
    try session.check(git_remote_ls(&heads, &count, remote.pointer), "list references of")
    var references: [String: OID] = [:]
    for head in UnsafeBufferPointer(start: heads, count: count) {
      guard let head, let name = head.pointee.name else { continue }
      references[String(cString: name)] = OID(head.pointee.oid)
    }
    return references
  }

  /// Sends what `refspecs` name.
  func upload(_ refspecs: [String]) throws(GitError) {
    var options = git_push_options()
    try session.check(
      git_push_options_init(&options, UInt32(GIT_PUSH_OPTIONS_VERSION)), RemoteSession.pushing)
    options.callbacks = try session.callbacks()
    options.follow_redirects = GIT_REMOTE_REDIRECT_NONE
    options.pb_parallelism = 0
    try session.check(
      refspecs.withLibGit2 { git_remote_upload(remote.pointer, $0, &options) }, RemoteSession.pushing)
  }

  /// Receives the objects that `refspecs` need; no reference moves.
  func download(_ refspecs: [String]) throws(GitError) {
    var options = git_fetch_options()
    try session.check(git_fetch_options_init(&options, UInt32(GIT_FETCH_OPTIONS_VERSION)), "fetch from")
    options.callbacks = try session.callbacks()
    options.follow_redirects = GIT_REMOTE_REDIRECT_NONE
    options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE
    options.update_fetchhead = 0
    try session.check(
      refspecs.withLibGit2 { git_remote_download(remote.pointer, $0, &options) }, "fetch from")
  }

  /// A remote without a name. Nothing but the URL decides where it leads: `url.….insteadOf` of the configuration could
  /// send credentials to another host, and libgit2 1.5 leaks 20 kB for each setting that it compares with it.
  private static func makeRemote(
    _ session: RemoteSession, in repository: OpaquePointer
  ) throws(GitError) -> Owned {
    var options = git_remote_create_options()
    try session.check(
      git_remote_create_options_init(&options, UInt32(GIT_REMOTE_CREATE_OPTIONS_VERSION)),
      RemoteSession.connecting)
    options.repository = repository
    options.flags =
      GIT_REMOTE_CREATE_SKIP_INSTEADOF.rawValue | GIT_REMOTE_CREATE_SKIP_DEFAULT_FETCHSPEC.rawValue
    let release = { (remote: OpaquePointer) in
      // The callbacks, which a farewell may still call, hold the session without owning it.
      withExtendedLifetime(session) {
        git_remote_disconnect(remote)
        git_remote_free(remote)
      }
    }
    return try Owned(session.operation(RemoteSession.connecting), releasedBy: release) {
      git_remote_create_with_opts(&$0, session.remote.url, &options)
    }
  }
}
