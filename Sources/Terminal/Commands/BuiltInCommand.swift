/// A command that every program has: it works on the tree of commands itself.
protocol BuiltInCommand: Command {
  /// Complete command lines for a program of this name.
  static func examples(for program: String) -> [Example]

  func run(on tree: CommandNode, _ context: CommandContext) throws
}

/// `help env add` is `env add --help`.
struct HelpCommand: BuiltInCommand {
  static let configuration = CommandConfiguration(
    commandName: "help", abstract: "Show the help of a command.")

  static func examples(for program: String) -> [Example] {
    [Example(command: "\(program) help completions", says: "The same as: \(program) completions --help")]
  }

  @Argument(help: "The command's words.", completion: CompletionKind.none) var command: [String] = []

  func run(on tree: CommandNode, _ context: CommandContext) throws {
    let node = try CommandResolver.resolve(command, from: tree).node
    context.console.write(HelpPage(node, for: context.console.output).text)
  }
}

/// `completions bash` writes the script that teaches a shell the program's commands and options.
struct CompletionsCommand: BuiltInCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "Write the completion script for a shell.",
    discussion: """
      Put the script where your shell looks for it:
        bash  ~/.local/share/bash-completion/completions/NAME
        zsh   a folder of $fpath, as _NAME
        fish  ~/.config/fish/completions/NAME.fish
      where NAME is this program's name.
      """)

  static func examples(for program: String) -> [Example] {
    [
      Example(
        command: "\(program) completions fish > ~/.config/fish/completions/\(program).fish", says: "For fish."
      ),
      Example(command: "source <(\(program) completions bash)", says: "For this session of bash."),
    ]
  }

  @Argument(help: "The shell.") var shell: CompletionShell

  func run(on tree: CommandNode, _ context: CommandContext) throws {
    context.console.write(shell.script(for: tree))
  }
}
