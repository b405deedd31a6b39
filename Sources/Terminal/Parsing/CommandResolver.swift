/// Finds the command that a command line calls.
///
/// Options may stand before the command's words, as in `n8n-ops --repo ops env list`: they are
/// handed on to the command, which knows whether it takes them.
enum CommandResolver {
  static func resolve(
    _ words: [String], from root: CommandNode
  ) throws(UsageError) -> (node: CommandNode, arguments: [String]) {
    var node = root
    var rest = words[...]
    var options: [String] = []
    while !node.children.isEmpty, let word = rest.first, word != "--" {
      if word.hasPrefix("-") && word.count > 1 {
        try takeOption(from: &rest, into: &options, below: node)
        continue
      }
      guard let child = node.child(called: word) else {
        let names = node.shownChildren.flatMap { [$0.name] + $0.configuration.aliases }
        throw .unknownCommand(word, among: names, path: node.path)
      }
      node = child
      rest.removeFirst()
    }
    return (node, options + rest)
  }

  private static func takeOption(
    from rest: inout ArraySlice<String>, into options: inout [String], below node: CommandNode
  ) throws(UsageError) {
    guard let word = rest.popFirst() else { return }
    let lookup = OptionLookup(node.subtree.flatMap(\.definitions))
    let name: OptionName =
      word.hasPrefix("--")
      ? .long(String(word.dropFirst(2).prefix { $0 != "=" })) : .short(word.dropFirst().first ?? "-")
    guard let entry = lookup.entry(name) else {
      throw .unknownOption(name.text, among: lookup.shownNames, path: node.path)
    }
    options.append(word)
    let takesNext = lookup.definitions[entry.index].kind == .option && word == name.text
    if takesNext, let value = rest.first, !lookup.looksLikeOption(value) {
      options.append(value)
      rest.removeFirst()
    }
  }
}
