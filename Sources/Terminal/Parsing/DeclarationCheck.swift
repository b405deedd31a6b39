/// Finds mistakes in the declarations of a tree of commands.
struct DeclarationCheck {
  let problems: [String]

  init(_ tree: CommandNode) {
    problems = tree.subtree.flatMap { node in
      (Self.help(node) + Self.names(node) + Self.places(node) + Self.examples(node, tree)).map {
        "\(node.call): \($0)"
      }
    }
  }

  private static func help(_ node: CommandNode) -> [String] {
    let silent = node.definitions.filter { $0.isShown && $0.help.abstract.isEmpty }
    return (node.configuration.abstract.isEmpty ? ["has no abstract"] : [])
      + silent.map { "says nothing about \($0.displayName)" }
  }

  private static func names(_ node: CommandNode) -> [String] {
    let words = node.children.flatMap { [$0.name] + $0.configuration.aliases }
    let options = node.definitions.flatMap { ($0.names + $0.inverseNames).map(\.text) }
    return (repeated(words) + repeated(options)).map { "declares '\($0)' twice" }
  }

  private static func places(_ node: CommandNode) -> [String] {
    let own = declaredDefinitions(of: node.type.init())
    if !node.children.isEmpty { return own.isEmpty ? [] : ["groups commands and has arguments of its own"] }
    let positionals = own.filter { $0.kind == .positional }
    var problems: [String] = []
    if positionals.dropLast().contains(where: \.isRepeating) {
      problems.append("has an argument after a repeating one")
    }
    if let optional = positionals.firstIndex(where: { $0.presence != .required }),
      positionals[optional...].contains(where: { $0.presence == .required })
    {
      problems.append("has a required argument after an optional one")
    }
    return problems
  }

  /// Each example has to call the command it stands at, with arguments that the command takes.
  private static func examples(_ node: CommandNode, _ tree: CommandNode) -> [String] {
    node.configuration.examples.compactMap { example in
      guard let complaint = ExampleLine(example.command).complaint(in: tree, calling: node) else {
        return nil
      }
      return "example '\(example.command)': \(complaint)"
    }
  }

  private static func repeated(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { !seen.insert($0).inserted }
  }
}
