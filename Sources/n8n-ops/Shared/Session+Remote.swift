import Governance
import Ledger
import Operations
import Terminal

extension Session {
  /// The remote that the repository shares; nil where it stands alone.
  static func remote(of workspace: Workspace, _ variables: [String: String]) throws(OpsError) -> SharedRemote?
  {
    guard let settings = try RemoteSettings(of: workspace.repository) else { return nil }
    let key = try ServiceKey.configured(in: variables)
    return settings.remote(
      secrets: SecretResolver(
        variables: variables, sealed: key.map { SealedFiles(workspace: workspace, key: $0) }))
  }

  /// Takes over what others have shared. Where that cannot be done, or not wholly, it is said, and the command goes on
  /// with what is known here: whether it may is for what it does to decide.
  static func fetch(into workspace: Workspace, _ console: Console) throws(OpsError) {
    do {
      for position in try workspace.fetch() where position.ref.kind == .decision {
        console.note("Note: \(Console.safe(position.summary)); n8n-ops remote show")
      }
    } catch {
      guard error.code == .gitUnavailable else { throw error }
      console.note("Note: the remote cannot be used (\(Console.safe(error.why ?? error.what))).")
    }
  }

  /// Sends what was observed. What cannot be sent waits for the next command.
  func publish() {
    do {
      let waiting = try workspace.publish()
      if waiting > 0 {
        console.note("Note: \(counted(waiting, "ref")) could not be shared; the next command tries again.")
      }
    } catch {
      console.note("Note: what was observed could not be shared; \(Console.safe(error.description))")
    }
  }
}

extension RefPosition {
  /// Where it stands, for people.
  var summary: String {
    let name = ref.name.shortName
    if there == nil { return "\(name) is not on the remote" }
    if here == nil { return "\(name) is on the remote alone" }
    return "\(name) is not as on the remote"
  }
}
