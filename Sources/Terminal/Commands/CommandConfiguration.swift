/// What a command is called, and what its help says.
package struct CommandConfiguration: Sendable {
  /// The word that calls it; without one the type's name in kebab-case.
  package var commandName: String?
  /// One line: what the command does.
  package var abstract: String
  /// Further paragraphs of the help.
  package var discussion: String
  /// Complete command lines, shown at the end of the help.
  package var examples: [Example]
  /// False keeps the command out of help and completions; it can still be called.
  package var shouldDisplay: Bool
  /// The commands below this one.
  package var subcommands: [any Command.Type]
  /// Other words that call it.
  package var aliases: [String]

  /// Nothing has to be said; a command without subcommands does something itself.
  package init(
    commandName: String? = nil, abstract: String = "", discussion: String = "", examples: [Example] = [],
    shouldDisplay: Bool = true, subcommands: [any Command.Type] = [], aliases: [String] = []
  ) {
    self.commandName = commandName
    self.abstract = abstract
    self.discussion = discussion
    self.examples = examples
    self.shouldDisplay = shouldDisplay
    self.subcommands = subcommands
    self.aliases = aliases
  }
}

/// A command line that a reader can copy, and what it does.
package struct Example: Sendable, Hashable {
  /// The whole line as typed in a shell, program name included.
  package var command: String
  /// What the line does.
  package var says: String

  /// - Parameters: as the properties of the same names.
  package init(command: String, says: String) {
    self.command = command
    self.says = says
  }
}
