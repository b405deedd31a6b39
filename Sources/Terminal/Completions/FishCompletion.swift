/// Completions for fish: one `complete` line an option, command and value.
struct FishCompletion {
  private let tree: CommandNode

  init(_ tree: CommandNode) { self.tree = tree }

  var script: String {
    """
    # Completions of \(tree.name) for fish. Written by: \(tree.name) completions fish

    function _\(tree.functionName)_path --description 'The words of the command that is being typed'
      set -l path \(tree.name)
      set -l skip 0
      for word in (commandline -opc)[2..]
        if test $skip = 1
          set skip 0
        else if string match -q -- '-*' $word
          contains -- $word \(valuedNames); and set skip 1
        else
          switch "$path $word"
    \(descents.map { "        \($0)" }.joined(separator: "\n"))
          end
        end
      end
      echo $path
    end

    function _\(tree.functionName)_at
      test (_\(tree.functionName)_path) = "$argv[1]"
    end

    complete -c \(tree.name) -f
    \(tree.subtree.flatMap(completions).joined(separator: "\n"))

    """
  }

  private var descents: [String] {
    tree.subtree.flatMap { node in
      node.children.map { child in
        let patterns = child.words.map { ShellWords.quotedAlways("\(node.call) \($0)") }
        return "case \(patterns.joined(separator: " ")); set path \(ShellWords.quotedAlways(child.call))"
      }
    }
  }

  private var valuedNames: String {
    let names = tree.subtree.flatMap { node in
      node.definitions.filter { $0.kind == .option }.flatMap { $0.names.map(\.text) }
    }
    return Set(names).sorted().joined(separator: " ")
  }

  private func completions(of node: CommandNode) -> [String] {
    let condition = "complete -c \(tree.name) -n \(quoted("_\(tree.functionName)_at \(quoted(node.call))"))"
    let commands = node.shownChildren.map { child in
      "\(condition) -a \(quoted(child.name)) -d \(quoted(child.configuration.abstract))"
    }
    let options = node.completableOptions.flatMap { option($0, condition) }
    let values = node.completablePositionals.filter { $0.completion != .none }.map { definition in
      "\(condition)\(value(definition.completion, exclusive: false)) -d \(quoted(definition.valueName))"
    }
    return commands + options + values
  }

  private func option(_ definition: ArgumentDefinition, _ condition: String) -> [String] {
    func line(_ names: [OptionName]) -> String {
      let names = names.map { name in
        switch name {
        case .long(let text): " -l \(quoted(text))"
        case .short(let character): " -s \(quoted(String(character)))"
        }
      }
      let value = definition.kind == .option ? value(definition.completion, exclusive: true) : ""
      return "\(condition)\(names.joined())\(value) -d \(quoted(definition.help.abstract))"
    }
    let inverse = definition.inverseNames
    return [line(definition.names)] + (inverse.isEmpty ? [] : [line(inverse)])
  }

  /// `-r` asks for a value, `-F` allows file names, `-x` forbids them.
  private func value(_ kind: CompletionKind, exclusive: Bool) -> String {
    switch kind {
    // fish knows no list of extensions, so it offers all files.
    case .default, .file, .files: exclusive ? " -r -F" : " -F"
    case .directory: (exclusive ? " -x" : "") + " -a '(__fish_complete_directories)'"
    case .list(let words): (exclusive ? " -x" : "") + " -a \(quoted(words.joined(separator: " ")))"
    case .shellCommand(let command): (exclusive ? " -x" : "") + " -a \(quoted("(\(command) 2>/dev/null)"))"
    case .none: " -x"
    }
  }

  /// In fish's single quotes a backslash escapes itself and the quote.
  private func quoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}
