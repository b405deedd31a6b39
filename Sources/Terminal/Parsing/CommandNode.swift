/// A command in its place in the tree of commands.
struct CommandNode: Sendable {
  let type: any Command.Type
  /// The words that lead here, the program's name first.
  let path: [String]
  let configuration: CommandConfiguration
  let children: [CommandNode]

  init(_ type: any Command.Type, parent: [String] = [], adding builtIns: [any Command.Type] = []) {
    var configuration = type.configuration
    let path = parent + [configuration.commandName ?? kebabCased("\(type)")]
    if let builtIn = type as? any BuiltInCommand.Type {
      configuration.examples = builtIn.examples(for: path[0])
    }
    self.type = type
    self.path = path
    self.configuration = configuration
    let given = configuration.subcommands.map { CommandNode($0, parent: path) }
    let added = builtIns.map { CommandNode($0, parent: path) }
    // A program that is a single command has no commands beside it.
    children =
      given.isEmpty ? [] : given + added.filter { builtIn in !given.contains { $0.name == builtIn.name } }
  }

  var name: String { path[path.count - 1] }

  var isRoot: Bool { path.count == 1 }

  /// The whole call without arguments: `n8n-ops env add`.
  var call: String { path.joined(separator: " ") }

  var shownChildren: [CommandNode] { children.filter(\.configuration.shouldDisplay) }

  func child(called word: String) -> CommandNode? {
    children.first { $0.name == word } ?? children.first { $0.configuration.aliases.contains(word) }
  }

  /// The command's own arguments and those that every command has.
  var definitions: [ArgumentDefinition] {
    let program: [any ParsableArguments] =
      !isRoot ? [] : children.isEmpty ? [SingleCommandOptions(), RootFlags()] : [RootFlags()]
    return ([type.init(), UniversalFlags()] + program).flatMap(declaredDefinitions)
  }

  /// This command and all below it, depth first.
  var subtree: [CommandNode] { [self] + children.flatMap(\.subtree) }
}

/// The flags of every command.
struct UniversalFlags: ParsableArguments {
  @Flag(help: "Never write colours.") var noColor = false
  @Flag(name: .shortAndLong, help: "Show this help.") var help = false
}

/// The flags of the program itself.
struct RootFlags: ParsableArguments {
  @Flag(help: "Show the version.") var version = false
}

/// The options of a program that is a single command; others have commands for it.
struct SingleCommandOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Write the completion script for a shell.", valueName: "shell"))
  var generateCompletionScript: CompletionShell?
}
