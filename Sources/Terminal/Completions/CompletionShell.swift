/// A shell that completions can be written for.
enum CompletionShell: String, ExpressibleByArgument, CaseIterable {
  case bash, zsh, fish

  func script(for tree: CommandNode) -> String {
    switch self {
    case .bash: BashCompletion(tree).script
    case .zsh: ZshCompletion(tree).script
    case .fish: FishCompletion(tree).script
    }
  }
}

extension CommandNode {
  /// The program's name as part of a shell function's name.
  var functionName: String { "_" + path.map { $0.replacing("-", with: "_") }.joined(separator: "_") }

  /// Options and flags that completions offer.
  var completableOptions: [ArgumentDefinition] {
    definitions.filter { $0.kind != .positional && $0.isShown }
  }

  var completablePositionals: [ArgumentDefinition] {
    definitions.filter { $0.kind == .positional && $0.isShown }
  }

  /// The words that call it among its siblings.
  var words: [String] { [name] + configuration.aliases }
}
