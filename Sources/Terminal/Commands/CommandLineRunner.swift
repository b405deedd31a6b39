/// Runs command lines. Knows no globals and ends no process, so a command may run further ones.
package struct CommandLineRunner: Sendable {
  private let tree: CommandNode
  private let version: String
  private let errorDocument: ErrorDocument?

  /// - Parameters:
  ///   - root: the program; its command name is what the user types. Without subcommands it is the only command and
  ///     runs itself: it then has no `help` and `completions` commands either.
  ///   - version: what `--version` writes.
  ///   - errorDocument: how errors are told to programs that ask for it.
  package init(root: any Command.Type, version: String, errorDocument: ErrorDocument? = nil) {
    let isOnlyCommand = root.configuration.subcommands.isEmpty
    tree = CommandNode(root, adding: isOnlyCommand ? [] : [CompletionsCommand.self, HelpCommand.self])
    self.version = version
    self.errorDocument = errorDocument
  }

  /// Runs one command line and says how it ended; errors have been reported by then, and output is flushed.
  ///
  /// - Parameter arguments: the words after the program's name.
  package func run(_ arguments: [String], _ context: CommandContext) async -> ExitCode {
    var context = context
    let options = arguments.prefix { $0 != "--" }
    if options.contains("--no-color") { context.console = context.console.withoutColor() }
    defer { context.console.flush() }
    do {
      try await dispatch(arguments, context)
      return .success
    } catch {
      if let errorDocument, options.contains(errorDocument.flag), let report = ErrorReport(error) {
        context.console.write(errorDocument.bytes(report))
      }
      return context.console.report(error)
    }
  }

  /// Every command without subcommands, by the words that call it.
  package func commands() -> [(words: [String], type: any Command.Type, options: [String])] {
    tree.subtree.filter(\.children.isEmpty).map { node in
      let names = node.definitions.flatMap { ($0.names + $0.inverseNames).map(\.text) }
      return (Array(node.path.dropFirst()), node.type, names)
    }
  }

  /// What is wrong with the declarations: for a test of the program that has them.
  package func problems() -> [String] { DeclarationCheck(tree).problems }

  /// Why a line of a document, as typed in a shell, would be refused; nil when it would be understood.
  package func complaint(about line: String) -> String? { ExampleLine(line).complaint(in: tree) }

  private func dispatch(_ arguments: [String], _ context: CommandContext) async throws {
    let (node, words) = try CommandResolver.resolve(arguments, from: tree)
    let options = words.prefix { $0 != "--" }
    if options.contains("--help") || options.contains("-h") {
      return showHelp(node, context)
    }
    if node.isRoot && options.contains("--version") {
      return context.console.print("\(node.name) \(version)")
    }
    if tree.children.isEmpty, let shell = Self.completionShell(in: Array(options)) {
      return context.console.write(shell.script(for: tree))
    }
    guard node.children.isEmpty else { throw UsageError.missingCommand(path: node.path) }
    try await execute(node, words, context)
  }

  private func execute(_ node: CommandNode, _ words: [String], _ context: CommandContext) async throws {
    do {
      guard var command = try Self.parse(words, as: node) else { return showHelp(node, context) }
      if let builtIn = command as? any BuiltInCommand { return try builtIn.run(on: tree, context) }
      var context = context
      context.command = node.path.dropFirst().joined(separator: " ")
      try await command.run(context)
    } catch let error as ValidationError {
      throw UsageError(message: Console.safe(error.message), path: node.path)
    }
  }

  /// The shell of `--generate-completion-script SHELL`, whatever else is missing on the command line.
  private static func completionShell(in words: [String]) -> CompletionShell? {
    let name = "--generate-completion-script"
    for (index, word) in words.enumerated() where word.hasPrefix(name) {
      let value = word == name ? words.dropFirst(index + 1).first : String(word.dropFirst(name.count + 1))
      return value.flatMap(CompletionShell.init(argument:))
    }
    return nil
  }

  private func showHelp(_ node: CommandNode, _ context: CommandContext) {
    context.console.write(HelpPage(node, for: context.console.output).text)
  }

  /// A new command of the node's type, filled from the words and validated; nil when the words ask
  /// for help among bundled letters, as in `-nh`.
  static func parse(_ words: [String], as node: CommandNode) throws -> (any Command)? {
    var command = node.type.init()
    let universal = UniversalFlags()
    let program: [any ParsableArguments] = node.isRoot ? [SingleCommandOptions()] : []
    let definitions = ([command, universal] + program).flatMap(declaredDefinitions)
    try ArgumentParser.parse(words, into: definitions, path: node.path)
    if universal.help { return nil }
    try validateDeclarations(of: command)
    try command.validate()
    return command
  }
}
