package import Git
package import Governance
import Synchronization

/// The remote that the machines of an ops repository share: what stands there is decided.
package final class SharedRemote: Sendable {
  /// Git's name for it.
  package let name: String
  /// Its address without user and password.
  package let shownURL: String
  private let connect: @Sendable () throws(OpsError) -> Remote
  /// Asked once a process: who waits for a dead network does so once.
  private let found = Mutex<RemoteUnavailable?>(nil)

  /// - Parameter connect: resolves its credentials, when they are needed.
  package init(name: String, shownURL: String, connect: @escaping @Sendable () throws(OpsError) -> Remote) {
    self.name = name
    self.shownURL = shownURL
    self.connect = connect
  }

  /// Why it cannot be used; nil as long as nothing is known against it.
  package var unavailable: RemoteUnavailable? { found.withLock { $0 } }

  /// What the shared refs point at there, with the objects behind them.
  func download(into repository: Repository) throws(OpsError) -> [RefName: OID] {
    try reaching { (remote) throws(GitError) in
      try repository.download(from: remote) { SharedRef($0) != nil }
    }
  }

  /// Throws where it cannot be read. Nothing is taken over from there.
  package func checkReadable(from repository: Repository) throws(OpsError) {
    _ = try reaching { (remote) throws(GitError) in try repository.references(of: remote, forWriting: false) }
  }

  /// Whether what we may push can be pushed, as far as that is known without pushing; nothing is left behind there.
  package func checkWritable(from repository: Repository) throws(OpsError) {
    try reaching { (remote) throws(GitError) in
      _ = try repository.references(of: remote, forWriting: true)
      try remote.checkFolder { SharedRef($0) != nil }
    }
  }

  /// Moves refs there, each only from the value that it was decided on.
  func push(_ updates: [RefUpdate], from repository: Repository) throws(OpsError) -> [PushResult] {
    try reaching { (remote) throws(GitError) in
      try repository.push(
        remote: remote,
        refspecs: updates.map { PushSpec($0.new, to: $0.ref, if: .current($0.old)) })
    }
  }

  private func reaching<Result>(_ body: (Remote) throws(GitError) -> Result) throws(OpsError) -> Result {
    if let unavailable { throw unavailable.error }
    let remote: Remote
    do {
      remote = try connect()
    } catch {
      throw note(RemoteUnavailable(error)).error
    }
    do {
      return try body(remote)
    } catch {
      guard let reason = RemoteUnavailable(error) else { throw OpsError(gitError: error) }
      throw note(reason).error
    }
  }

  private func note(_ reason: RemoteUnavailable) -> RemoteUnavailable {
    var reason = reason
    reason.place = shownURL
    found.withLock { [reason] in $0 = reason }
    return reason
  }
}
