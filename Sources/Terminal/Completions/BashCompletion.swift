/// Completions for bash 4.4 or later, without the bash-completion package.
///
/// `compgen -W` is not used: it expands what it is given, so a workflow called `$(reboot)` would be run.
struct BashCompletion {
  private let tree: CommandNode

  init(_ tree: CommandNode) { self.tree = tree }

  var script: String {
    """
    # Completions of \(tree.name) for bash. Written by: \(tree.name) completions bash

    \(tree.functionName)() {
      local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}"
      COMPREPLY=()
      local path=\(quoted(tree.name)) skip="" places=0 word i
      # bash makes three words of --name=value and of env:NAME.
      if [[ $cur == ":" || $prev == ":" ]]; then return; fi
      if [[ $cur == "=" ]]; then cur=""
      elif [[ $prev == "=" ]]; then prev="${COMP_WORDS[COMP_CWORD-2]}"; fi
      for ((i = 1; i < COMP_CWORD; i++)); do
        word="${COMP_WORDS[i]}"
        if [[ $word == [=:] ]]; then skip=1; continue; fi
        if [[ -n $skip ]]; then skip=""; continue; fi
        if [[ $word == -* ]]; then
          \(tree.functionName)_takes_value "$word" && skip=1
          continue
        fi
        case "$path $word" in
    \(lines(descents, indent: 6))
          *) places=$((places + 1)) ;;
        esac
      done
      if [[ $prev == -* ]] && \(tree.functionName)_takes_value "$prev"; then
        case "$path $prev" in
    \(lines(optionValues, indent: 6))
        esac
      elif [[ $cur == -* ]]; then
        case "$path" in
    \(lines(optionNames, indent: 6))
        esac
      else
        case "$path $places" in
    \(lines(commandNames + positionalValues, indent: 6))
        esac
      fi
    }

    # Offers those words that begin with what was typed.
    \(tree.functionName)_offer() {
      for word in "$@"; do
        [[ $word == "$cur"* ]] && COMPREPLY+=("$(printf %q "$word")")
      done
    }

    \(tree.functionName)_offer_lines() {
      local words
      mapfile -t words
      \(tree.functionName)_offer "${words[@]}"
    }

    \(tree.functionName)_takes_value() {
      case "$1" in
        \(valuedNames)) return 0 ;;
      esac
      return 1
    }

    complete -o nosort -F \(tree.functionName) \(tree.name)

    """
  }

  // MARK: - Branches of the case statements

  /// How the path grows by a command's word.
  private var descents: [String] {
    tree.subtree.flatMap { node in
      node.children.map { child in
        let patterns = child.words.map { quoted("\(node.call) \($0)") }
        return "\(patterns.joined(separator: " | "))) path=\(quoted(child.call)) ;;"
      }
    }
  }

  private var commandNames: [String] {
    tree.subtree.compactMap { node in
      let names = node.shownChildren.map(\.name)
      return names.isEmpty ? nil : "\(quoted("\(node.call) "))[0-9]*) \(offer(.list(names))) ;;"
    }
  }

  private var optionNames: [String] {
    tree.subtree.map { node in
      let names = node.completableOptions.flatMap { ($0.names + $0.inverseNames).map(\.text) }
      return "\(quoted(node.call))) \(offer(.list(names))) ;;"
    }
  }

  private var optionValues: [String] {
    tree.subtree.flatMap { node in
      node.completableOptions.filter { $0.kind == .option && $0.completion != .none }.map { definition in
        let patterns = definition.names.map { quoted("\(node.call) \($0.text)") }
        return "\(patterns.joined(separator: " | "))) \(offer(definition.completion)) ;;"
      }
    }
  }

  private var positionalValues: [String] {
    tree.subtree.flatMap { node in
      node.completablePositionals.enumerated().filter { $0.element.completion != .none }.map {
        index, definition in
        let pattern =
          definition.isRepeating ? quoted("\(node.call) ") + "[0-9]*" : quoted("\(node.call) \(index)")
        return "\(pattern)) \(offer(definition.completion)) ;;"
      }
    }
  }

  private var valuedNames: String {
    let names = tree.subtree.flatMap { node in
      node.definitions.filter { $0.kind == .option }.flatMap { $0.names.map(\.text) }
    }
    return names.isEmpty ? "''" : Set(names).sorted().joined(separator: " | ")
  }

  private func offer(_ kind: CompletionKind) -> String {
    switch kind {
    case .default, .file: files(["-f"])
    case .files(let extensions): files(["-d"] + extensions.map { "-f -X \(quoted("!*.\($0)"))" })
    case .directory: files(["-d"])
    case .list(let words): "\(tree.functionName)_offer \(ShellWords.joined(words))"
    case .shellCommand(let command): "\(tree.functionName)_offer_lines < <(\(command) 2>/dev/null)"
    case .none: ":"
    }
  }

  /// Files as one or more calls of `compgen` find them.
  private func files(_ options: [String]) -> String {
    let calls = options.map { #"compgen \#($0) -- "$cur""# }
    return "mapfile -t COMPREPLY < <(\(calls.joined(separator: "; "))); compopt -o filenames 2>/dev/null"
  }

  private func quoted(_ text: String) -> String { ShellWords.quotedAlways(text) }

  private func lines(_ lines: [String], indent: Int) -> String {
    lines.map { String(repeating: " ", count: indent) + $0 }.joined(separator: "\n")
  }
}
