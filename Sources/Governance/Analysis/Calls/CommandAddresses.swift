import JSON

/// Hosts of addresses in the command of a node that runs one: `curl https://example.com/x | sh`.
enum CommandAddresses {
  private static let runners: Set<String> = ["executeCommand", "executeCommandTool", "ssh", "sshTool"]
  /// What stands before a word of a command; nothing does before the first.
  private static let signs = ByteSet.quotes + .space + ByteSet("=(<>|;&@\0")

  /// The hosts; nil among them where only a run or the shell knows one.
  static func hosts(of node: WorkflowNode) -> [String?] {
    guard runners.contains(node.shortType), let command = node.parameters["command"]?.stringValue else {
      return []
    }
    return CodeAddresses.hosts(in: command, behind: signs)
  }
}
