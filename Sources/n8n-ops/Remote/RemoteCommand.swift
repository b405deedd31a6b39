import Terminal

struct RemoteCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "remote", abstract: "Share the ops repository with other machines through a remote.",
    examples: [
      Example(
        command:
          "n8n-ops remote set origin --url git@git.example.com:acme/ops.git --key file:/etc/n8n-ops/key",
        says: "From now on, what stands there is decided.")
    ],
    subcommands: [RemoteShow.self, RemoteSet.self, RemoteFetch.self, RemotePush.self, RemoteRemove.self])
}
