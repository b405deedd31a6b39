import Terminal

/// `hook`: the gate of a repository that others push to.
struct HookCommand: Command {
  static let configuration = CommandConfiguration.group(
    "hook", abstract: "Let a repository refuse pushes that are not allowed.",
    subcommands: [HookInstall.self, HookReceive.self])
}
