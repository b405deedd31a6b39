/// The password of a command that has a short option for it: `sshpass -p ...`, `mysql -p...`, `docker login -p ...`. What
/// the option means depends on the command, so that these are known by name.
enum CommandPasswordRule {
  private struct Command {
    let name: String
    let option: [UInt8]
    /// Whether the password may follow after a space.
    let isApart: Bool

    init(_ name: String, _ option: String, isApart: Bool = true) {
      self.name = name
      self.option = Array(option.utf8)
      self.isApart = isApart
    }
  }

  /// By the manuals of the commands.
  private static let commands = [
    Command("sshpass", "-p"), Command("mysql", "-p", isApart: false),
    Command("mariadb", "-p", isApart: false),
    Command("docker login", "-p"), Command("podman login", "-p"), Command("mongo", "-p"),
    Command("redis-cli", "-a"), Command("sqlcmd", "-P"), Command("ldap", "-w"), Command("plink", "-pw"),
    Command("pscp", "-pw"), Command("zip", "-P"),
  ]
  private static let letters = ByteSet("paPw")
  private static let longestCommand = 96
  /// What stands before a command.
  private static let begin = ByteSet("\n|;&`\"(")
  private static let valueEnd = ByteSet(" \t\n\r\"'`;|&<>\\")

  /// Called at the space before an option.
  static func match<Bytes>(_ text: ScannedText<Bytes>, at space: Int) -> SecretMatch? {
    guard text[space + 1] == UInt8(ascii: "-"), letters.contains(text[space + 2]),
      let command = command(text, before: space)
    else { return nil }
    var start = space + 1 + command.option.count
    if command.isApart { start = text.end(of: ByteSet(" "), from: start, limit: 4) }
    if ByteSet.quotes.contains(text[start]) { start += 1 }
    let end = text.first(in: valueEnd, from: start, limit: 256)
    guard let secret = SecretValue.secret(in: text, start..<max(start, end), .password) else { return nil }
    return .likely("command-option", "a password of a command", secret)
  }

  private static func command<Bytes>(_ text: ScannedText<Bytes>, before space: Int) -> Command? {
    var start = space
    while start > max(0, space - longestCommand), !begin.contains(text[start - 1]) { start -= 1 }
    let words = text.text(start..<space).lowercased()
    return commands.first { text.has($0.option, at: space + 1) && words.contains($0.name) }
  }
}
