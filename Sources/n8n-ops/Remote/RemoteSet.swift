import Git
import Governance
import JSON
import Operations
import Terminal

struct RemoteSet: Command {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Name the remote that all machines share, and how to get in.",
    discussion: """
      It is written to the Git configuration of this clone; each machine has its own way and its own key. For https the \
      key is a token; for ssh it is the file of a private key, or the keys of ssh-agent without --key. Host keys have to \
      be in ~/.ssh/known_hosts or in the file that is named. Nothing is sent: see `remote push`.
      """,
    examples: [
      Example(command: "n8n-ops remote set origin", says: "Share what `git clone` came from."),
      Example(
        command: "n8n-ops remote set origin --url https://git.example.com/acme/ops.git --key env:GIT_TOKEN",
        says: "By a token that is in a variable."),
    ])

  @Argument(help: "Name of the remote, as Git knows it.") var name: String
  @Option(help: "Its address; without it the one that Git has for the name.") var url: String?
  @Option(help: "Where the key is found: env:NAME, file:PATH, systemd:NAME or age:PATH.") var key: String?
  @Option(help: "Who logs in, where the address names nobody.") var user: String?
  @Option(help: "A file of known SSH host keys besides ~/.ssh/known_hosts.", completion: .file)
  var knownHosts: String?
  @OptionGroup var options: PlatformOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context, fetches: false)
    let settings = RemoteSettings(
      name: try checkedName(), url: try address(session), key: try reference(), user: user,
      knownHosts: knownHosts.map { absolute($0, in: context.workingDirectory) })
    if session.rehearsal == nil {
      try settings.save(to: session.repository, machine: "\(session.hostName)-\(session.randomSuffix())")
    }
    let machine = try session.machineID()
    try session.show(settings.json(machine: machine)) {
      $0.print("The remote \(name) at \(Console.safe(settings.shownURL)) is shared.")
    }
    session.next("n8n-ops remote show")
  }

  private func checkedName() throws(OpsError) -> String {
    // It becomes part of a key of Git's configuration.
    guard !name.isEmpty, name.utf8.allSatisfy({ $0.isWord }) else {
      throw OpsError("The name of a remote has letters, digits, '-' and '_'", at: name)
    }
    return name
  }

  private func address(_ session: Session) throws(OpsError) -> String {
    let address = try namedAddress(session)
    switch Remote(url: address).addressProblem {
    case nil: return address
    case .secret:
      throw OpsError(
        "The address has a secret in it", at: Remote(url: address).shownURL,
        because: "it would be stored in Git's configuration, for everybody to read who may read that",
        remedy:
          "Give the address without it, and the place of the token: --url ADDRESS --key env:NAME (or file:PATH)."
      )
    case .unknownScheme(let scheme):
      throw OpsError(
        "The address cannot be used", at: Remote(url: address).shownURL,
        because: "n8n-ops does not speak \(scheme)",
        remedy: "Use https://, ssh://, user@host:path, file:// or a path.")
    }
  }

  private func namedAddress(_ session: Session) throws(OpsError) -> String {
    if let url { return url }
    if let known = try session.configuration("remote.\(name).url") { return known }
    throw OpsError(
      "Git knows no remote of this name", at: name, remedy: "Give its address with --url.")
  }

  private func reference() throws(OpsError) -> SecretReference? {
    guard let key else { return nil }
    guard let reference = SecretReference(key) else {
      throw OpsError(
        "The key is no reference", because: "a key itself is never stored",
        remedy: "Use env:NAME, file:PATH, systemd:NAME or age:PATH.")
    }
    return reference
  }
}

extension UInt8 {
  fileprivate var isWord: Bool {
    (48...57).contains(self) || (65...90).contains(self) || (97...122).contains(self) || self == 0x2D
      || self == 0x5F
  }
}
