/// Completions for zsh: one function a command, made of `_arguments` specifications.
struct ZshCompletion {
  private let tree: CommandNode

  init(_ tree: CommandNode) { self.tree = tree }

  var script: String {
    let functions = tree.subtree.map { $0.shownChildren.isEmpty ? leaf($0) : group($0) }
    return """
      #compdef \(tree.name)
      # Completions of \(tree.name) for zsh. Written by: \(tree.name) completions zsh

      \(functions.joined(separator: "\n"))
      # Called by name when loaded from $fpath, registered when sourced.
      if [[ $funcstack[1] == \(tree.functionName) ]]; then
        \(tree.functionName) "$@"
      else
        compdef \(tree.functionName) \(tree.name)
      fi

      """
  }

  private func group(_ node: CommandNode) -> String {
    let described = node.shownChildren.map { child in
      "    "
        + ShellWords.quotedAlways("\(colonEscaped(child.name)):\(colonEscaped(child.configuration.abstract))")
    }
    let branches = node.children.map { "        \($0.words.joined(separator: " | "))) \($0.functionName) ;;" }
    return """
      \(node.functionName)() {
        local curcontext="$curcontext" state line
        local -a commands=(
      \(described.joined(separator: "\n"))
        )
        _arguments -C \\
      \(specifications(node.completableOptions.flatMap(optionSpecifications)))    '1:command:->command' \\
          '*::argument:->argument'
        case $state in
          command) _describe command commands ;;
          argument)
            case $line[1] in
      \(branches.joined(separator: "\n"))
            esac ;;
        esac
      }

      """
  }

  private func leaf(_ node: CommandNode) -> String {
    let all =
      node.completableOptions.flatMap(optionSpecifications)
      + node.completablePositionals.map(positionalSpecification)
    return """
      \(node.functionName)() {
        _arguments -s -S \\
      \(specifications(all))    && return
      }

      """
  }

  private func specifications(_ specifications: [String]) -> String {
    specifications.map { "    \($0) \\\n" }.joined()
  }

  /// `'(-n --name)'{-n,--name}'[help]:value:action'` written out, one specification a name.
  private func optionSpecifications(_ definition: ArgumentDefinition) -> [String] {
    let names = definition.names + definition.inverseNames
    let exclusion = definition.isRepeating ? "*" : "(\(names.map(\.text).joined(separator: " ")))"
    return names.map { name in
      // `-` takes the value in the same word or the next, `=` with or without an equals sign.
      let joint = definition.kind != .option ? "" : name.isShort ? "+" : "="
      let value =
        definition.kind != .option
        ? "" : ":\(colonEscaped(definition.valueName)):\(action(definition.completion))"
      return ShellWords.quotedAlways(
        "\(exclusion)\(name.text)\(joint)[\(bracketEscaped(definition.help.abstract))]\(value)")
    }
  }

  private func positionalSpecification(_ definition: ArgumentDefinition) -> String {
    let place = definition.isRepeating ? "*" : ""
    return ShellWords.quotedAlways(
      "\(place):\(colonEscaped(definition.valueName)):\(action(definition.completion))")
  }

  private func action(_ kind: CompletionKind) -> String {
    switch kind {
    case .default, .file: "_files"
    case .files(let extensions): "_files -g \"*.(\(extensions.joined(separator: "|")))\""
    case .directory: "_files -/"
    case .list(let words): "(\(words.map(ShellWords.quoted).joined(separator: " ")))"
    case .shellCommand(let command): "{compadd -- ${(f)\"$(\(command) 2>/dev/null)\"}}"
    case .none: " "
    }
  }

  private func colonEscaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing(":", with: "\\:")
  }

  private func bracketEscaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("[", with: "\\[").replacing("]", with: "\\]")
  }
}
