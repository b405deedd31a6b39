import Terminal

/// `drift`: what does not run as approved.
struct DriftCommand: Command {
  static let configuration = CommandConfiguration.group(
    "drift", abstract: "Drift: what does not run as it was approved.",
    subcommands: [DriftCheckCommand.self, DriftShow.self, DriftKeep.self, DriftRevert.self])
}
